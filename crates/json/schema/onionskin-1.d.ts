/**
 * What a file is looked at with. All of it can be left out.
 */
export type Setup = { 
/**
 * What is different now: `first-build`, `nothing`, `app-code`, `no-cache`, the path of a file or several with commas
 * between them, `image:NAME` or `arg:NAME`. Nothing is where it is left out.
 */
change?: string, 
/**
 * The stage to build; the last one where it is left out.
 */
target?: string, 
/**
 * Build arguments by name.
 */
build_args?: { [key in string]: string }, 
/**
 * The files of the build context by their paths; those of directories end with a slash. Where they are left out, the
 * files are those that the Dockerfile names.
 */
files?: Array<string>, 
/**
 * The text of the ignore file.
 */
ignore?: string, 
/**
 * What places in the source are counted in.
 */
offsets?: Offsets, };

/**
 * What is different in the second of two builds. All of it can be left out.
 */
export type Then = { 
/**
 * The Dockerfile, where it is another one.
 */
source?: string, 
/**
 * Build arguments that the second build has, in place of those of the first or beside them.
 */
build_args?: { [key in string]: string }, 
/**
 * Files that changed, by their paths; a directory for all that is in it.
 */
changed?: Array<string>, 
/**
 * Images that have new content, as FROM names them.
 */
images?: Array<string>, 
/**
 * Whether the second build does not use the cache.
 */
no_cache?: boolean, };

/**
 * Everything that is known of a Dockerfile under a change.
 */
export type Analysis = { 
/**
 * The version of this shape.
 */
version: number, 
/**
 * What BuildKit stops at; null where it builds the file.
 */
error: Problem | null, 
/**
 * All that is wrong with the file, the error in front.
 */
problems: Array<Problem>, 
/**
 * What the file builds, in a sentence of Markdown; empty where there is nothing to build.
 */
summary: string, 
/**
 * The change that is looked at, as a word: `nothing` where the one that was asked for makes no sense for this file.
 */
change: string, 
/**
 * How many steps rebuild under it, and which, in a sentence of Markdown.
 */
totals: string, 
/**
 * The stages in file order.
 */
stages: Array<Stage>, 
/**
 * The instructions in file order, each with what the change does to it.
 */
steps: Array<Step>, 
/**
 * The changes that make sense for this file, and what each of them does to each instruction.
 */
changes: Array<Choice>, 
/**
 * The build arguments that the file declares.
 */
arguments: Array<Argument>, };

/**
 * A stage.
 */
export type Stage = { 
/**
 * The name after AS, in small letters; null without one.
 */
name: string | null, 
/**
 * The image that it starts from, variables put in, or `scratch`; null where it starts from an earlier stage.
 */
image: string | null, 
/**
 * The index of the stage that it starts from; null where it starts from an image.
 */
stage: number | null, 
/**
 * Whether the target needs it; BuildKit does not build other stages.
 */
is_needed: boolean, };

/**
 * A change and what it does.
 */
export type Choice = { 
/**
 * The change as a word.
 */
change: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * What it does to each instruction, in file order.
 */
verdicts: Array<Verdict>, };

/**
 * A build argument that a file declares.
 */
export type Argument = { 
/**
 * Its name.
 */
name: string, 
/**
 * The value that it has with the arguments that are given; null without one.
 */
value: string | null, };

/**
 * What a second build does with every instruction.
 */
export type Simulation = { 
/**
 * The version of this shape.
 */
version: number, 
/**
 * What the second build stops at; null where it stops at nothing.
 */
error: Problem | null, 
/**
 * How many steps rebuild, and which, in a sentence.
 */
totals: string, 
/**
 * One for each instruction of the second build, in file order.
 */
steps: Array<Step>, };

/**
 * An instruction and what becomes of it.
 */
export type Step = { 
/**
 * The first and the last line, counted from 1.
 */
lines: [number, number], 
/**
 * The keyword in capitals; empty where the line has none that BuildKit knows.
 */
instruction: string, 
/**
 * The index of its stage, counted from 0; −1 in front of the first FROM.
 */
stage: number, 
/**
 * The label that `docker build` prints, such as `[build 2/5]`; not there where the instruction is no step.
 */
step?: string, 
/**
 * What the second build does with it.
 */
verdict: Verdict, 
/**
 * Why, from the step back to the root cause, with `←` between the links.
 */
cause: string, };

/**
 * What the second build does with an instruction.
 */
export type Verdict = "reused" | "rebuilds" | "rebuilds-unless-same" | "not-built" | "settings";

/**
 * What BuildKit stops at.
 */
export type Problem = { 
/**
 * BuildKit's wording.
 */
message: string, 
/**
 * The line that BuildKit names, counted from 1; null where it names none.
 */
line: number | null, };

/**
 * Everything that is said of a file. Sentences are Markdown.
 */
export type Explanation = { 
/**
 * The version of this shape.
 */
version: number, 
/**
 * What places in the source are counted in.
 */
offsets: Offsets, 
/**
 * What BuildKit stops at; null where it builds the file.
 */
error: Problem | null, 
/**
 * What the file builds, in a sentence; empty where there is nothing to build.
 */
summary: string, 
/**
 * What the author says of the whole file, in comments of it, as written: text with the few marks that notes have. Not there
 * where they say nothing.
 */
note?: string, 
/**
 * One for each instruction, in file order.
 */
instructions: Array<Instruction>, 
/**
 * The ideas that the file shows.
 */
ideas: Array<Idea>, };

/**
 * What is said of an instruction.
 */
export type Instruction = { 
/**
 * The first and the last line, counted from 1.
 */
lines: [number, number], 
/**
 * Which instruction: "Step 4 of 5"; the keyword where it is no step.
 */
title: string, 
/**
 * What kind of instruction it is.
 */
kind: string, 
/**
 * What the author says of it, as that of the whole file.
 */
note?: string, 
/**
 * What it does, in paragraphs.
 */
what: Array<string>, 
/**
 * Its words, in the order written.
 */
words: Array<Word>, 
/**
 * Why it matters, in paragraphs.
 */
why_it_matters: Array<string>, 
/**
 * All that could ever rebuild it; empty for settings.
 */
could_rebuild: Array<string>, 
/**
 * What never rebuilds it though one might think so; empty for settings.
 */
never_rebuilds: Array<string>, 
/**
 * Where the official reference and the manuals of the programs in it describe it.
 */
references: Array<Link>, };

/**
 * A word, or several that one note is about.
 */
export type Word = { 
/**
 * Where it stands: one place at least, in order.
 */
places: Array<Place>, 
/**
 * The word as written; `…` stands for others between its parts.
 */
text: string, 
/**
 * What it means there.
 */
note: string, };

/**
 * A place in the source, counted as `offsets` says.
 */
export type Place = { 
/**
 * Where it starts.
 */
start: number, 
/**
 * Where what follows starts.
 */
end: number, };

/**
 * A page of a manual.
 */
export type Link = { 
/**
 * What it is called.
 */
title: string, 
/**
 * Its address, which starts with `https:`.
 */
url: string, };

/**
 * An idea that a file shows: layers, base images, order, …
 */
export type Idea = { 
/**
 * A short name.
 */
title: string, 
/**
 * What it is, told of this file, in paragraphs.
 */
text: Array<string>, };

/**
 * What places in a source are counted in.
 */
export type Offsets = "utf-8" | "utf-16";

/**
 * All that a link carries. What it does not say is left out, but for `change` and `view`, which are always said of a link that
 * was read.
 */
export type Document = { 
/**
 * The text of the Dockerfile.
 */
source: string, 
/**
 * The Dockerfile that it is compared with.
 */
other?: string, 
/**
 * The text of the ignore file.
 */
ignore?: string, 
/**
 * The files of the build context by their paths; those of directories end with a slash.
 */
files?: Array<string>, 
/**
 * What is different now, as a word: see the `change` of a setup.
 */
change?: string, 
/**
 * The stage to build; the last one where it is left out.
 */
target?: string, 
/**
 * Build arguments by name.
 */
build_args?: { [key in string]: string }, 
/**
 * The line, counted from 1, whose instruction is selected.
 */
line?: number, 
/**
 * What is shown: `stack`, `table`, `changes`, `compare` or `files`.
 */
view?: string, 
/**
 * How many seconds steps take, by the first line of their instruction; to a tenth.
 */
seconds?: { [key in number]: number }, };

/**
 * How a file is rendered. All of it can be left out.
 */
export type Rendering = { 
/**
 * What it becomes; `html` where it is left out.
 */
format?: Format, 
/**
 * What is different now: see the `change` of a setup.
 */
change?: string, 
/**
 * The stage to build; the last one where it is left out.
 */
target?: string, 
/**
 * Build arguments by name.
 */
build_args?: { [key in string]: string }, 
/**
 * The line, counted from 1, of the instruction whose explanation is open.
 */
select?: number, 
/**
 * Light or dark for everybody; `auto`, as the reader's system or the page around has it, where it is left out.
 */
theme?: Theme, 
/**
 * The view that an element comes to life with; `stack` where it is left out.
 */
view?: View, 
/**
 * What stands behind the fence of a block of code in Markdown, such as `dockerfile onionskin select=4`: it says
 * `change`, `target`, `build-args`, `select`, `theme` and `view`, in place of those here. What is wrong with it is told, and left out.
 */
info?: string, 
/**
 * The address of an Onionskin that a link leads to; a drawing has none.
 */
page?: string, 
/**
 * What ids start with, where several parts stand in one page: a letter, then letters, digits, `-` and `_`. A
 * drawing is a file of its own.
 */
id?: string, };

/**
 * What a file is rendered as.
 */
export type Format = "html" | "fragment" | "element" | "svg";

/**
 * The colours of what is rendered.
 */
export type Theme = "auto" | "light" | "dark";

/**
 * What an element shows when it comes to life.
 */
export type View = "stack" | "table" | "changes";

/**
 * A file as HTML, or as a drawing.
 */
export type Rendered = { 
/**
 * The HTML or SVG. What is wrong with the Dockerfile is part of it.
 */
markup: string, 
/**
 * What is wrong with `info` or `select`, and what BuildKit stops at in the Dockerfile, in words.
 */
problems: Array<string>, };

