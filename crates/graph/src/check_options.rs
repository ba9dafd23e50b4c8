use onionskin_syntax::go::{parse_bool, quote};
use onionskin_syntax::{Dockerfile, NodeKind};

use crate::Inputs;

/// The build argument that takes the place of the directive.
const ARGUMENT: &str = "BUILDKIT_DOCKERFILE_CHECK";
/// How many options BuildKit tells apart; what follows belongs to the last.
const MAX_OPTIONS: usize = 3;

/// BuildKit's message about a `# check=` directive, or the build argument in its place, that it cannot read. It looks
/// at it before anything else in the file.
pub(crate) fn error(file: &Dockerfile, inputs: &Inputs) -> Option<String> {
    if let Some(given) = inputs.build_args.get(ARGUMENT) {
        let error = problem(given)?;
        return Some(["failed to parse build-arg:", ARGUMENT, ": ", &error].concat());
    }
    let directive = file.nodes.iter().find_map(|node| match &node.kind {
        NodeKind::Directive(directive) if directive.name == "check" => Some(directive),
        NodeKind::Directive(_) | NodeKind::Comment | NodeKind::Blank | NodeKind::Instruction(_) => None,
    });
    Some(["failed to parse check options: ", &problem(&directive?.value)?].concat())
}

fn problem(options: &str) -> Option<String> {
    let options = options.split(' ').next().unwrap_or_default();
    options.splitn(MAX_OPTIONS, ';').find_map(|option| {
        let Some((key, value)) = option.split_once('=') else {
            return Some(format!("invalid check option {}", quote(option)));
        };
        match key.trim() {
            "skip" | "experimental" => None,
            "error" if parse_bool(value).is_some() => None,
            "error" => Some(format!(
                "failed to parse check option {}: strconv.ParseBool: parsing {}: invalid syntax",
                quote(option),
                quote(value)
            )),
            key => Some(format!("invalid check option {}", quote(key))),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn options_are_read_as_buildkit_does() {
        for options in
            ["skip=all", "skip=A,B;error=true", "experimental=all;skip=x", "error=0", "skip=all foo"]
        {
            assert_eq!(problem(options), None, "{options}");
        }
        assert_eq!(problem("foo").as_deref(), Some("invalid check option \"foo\""));
        assert_eq!(problem("skip=a;foo=1").as_deref(), Some("invalid check option \"foo\""));
        let message =
            "failed to parse check option \"error=x\": strconv.ParseBool: parsing \"x\": invalid syntax";
        assert_eq!(problem("error=x").as_deref(), Some(message));
    }
}
