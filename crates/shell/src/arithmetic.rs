//! Telling `((` from `( (`.

/// Whether the two brackets that are open at `start` are closed together, by `))`, so that arithmetic stands in
/// them; otherwise they are brackets around commands. This is how Bash tells them apart.
pub(crate) fn is_arithmetic(text: &str, start: usize, end: usize) -> bool {
    let mut bytes = text.as_bytes().get(start..end).unwrap_or_default().iter();
    let mut n_open = 2_usize;
    let mut quote = None;
    while let Some(&byte) = bytes.next() {
        match (byte, quote) {
            (b'\\', None | Some(b'"')) => {
                bytes.next();
            }
            (b'\'' | b'"', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            (b'(', None) => n_open += 1,
            (b')', None) => {
                n_open -= 1;
                if n_open == 1 {
                    return bytes.next() == Some(&b')');
                }
            }
            _ => {}
        }
    }
    false
}
