//! `onionskin open`: the Dockerfile that a link carries.

use std::io::{self, Read as _, Write};

use onionskin_json::Document;
use onionskin_share::{decode, split_address};

use crate::args::Open as Options;
use crate::failure::Failure;

/// Prints the Dockerfile, byte for byte, or all that the link carries.
pub(crate) fn open(options: &Options, output: &mut impl Write) -> Result<(), Failure> {
    let mut given = String::new();
    let link = if options.link == "-" {
        let read = io::stdin().read_to_string(&mut given);
        read.map_err(|error| Failure::Unreadable { path: "-".into(), error })?;
        &given
    } else {
        &options.link
    };
    let (_, fragment) = split_address(link);
    let document = decode(fragment).map_err(|error| Failure::Link(error.to_string()))?;
    if options.json {
        serde_json::to_writer_pretty(&mut *output, &Document::of(&document))?;
        return Ok(writeln!(output)?);
    }
    Ok(output.write_all(document.source.as_bytes())?)
}
