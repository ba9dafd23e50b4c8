//! The words of the view "Table".

/// What the table is called.
pub const CAPTION: &str = "Every instruction, in file order";
/// The lines that an instruction stands on.
pub const LINES: &str = "Lines";
/// The stage that it belongs to.
pub const STAGE: &str = "Stage";
/// The number of its step.
pub const STEP: &str = "Step";
/// What it says.
pub const INSTRUCTION: &str = "Instruction";
/// What the build does with it.
pub const VERDICT: &str = "Verdict";
/// The root of the verdict.
pub const CAUSE: &str = "Cause";
/// Whether it makes a layer.
pub const KIND: &str = "Kind";
/// What it takes from other stages.
pub const TAKES: &str = "From other stages";

/// It is a step, and the layers of an image come with it.
pub const BASE: &str = "base image";
/// Its step makes a layer.
pub const LAYER: &str = "layer";
/// Its step makes no layer.
pub const STEP_ONLY: &str = "step, no layer";
/// It starts a stage without a step.
pub const START: &str = "start of stage";
/// It writes a setting of the image.
pub const SETTING: &str = "setting";
/// It cannot be built.
pub const ERROR: &str = "error";
