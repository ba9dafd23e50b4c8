use std::fmt::{self, Display, Formatter};
use std::net::IpAddr;

use onionskin_syntax::go;

/// The ports that one word of EXPOSE names: `first` to `last`, both among them.
///
/// A word may name all 65,536, so they are not listed until somebody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ports {
    /// The lowest.
    pub first: u16,
    /// The highest.
    pub last: u16,
    /// Theirs.
    pub protocol: Protocol,
}

/// How they are talked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// TCP, where nothing is said.
    Tcp,
    /// UDP
    Udp,
    /// SCTP
    Sctp,
}

/// One port; it prints as `80/tcp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Port {
    /// Its number.
    pub number: u16,
    /// Its protocol.
    pub protocol: Protocol,
}

impl Ports {
    /// Reads a word of EXPOSE: `[[ip:]hostport:]port[-end][/protocol]`. The address and the port of the host say
    /// nothing of the image, but BuildKit checks them.
    ///
    /// # Errors
    ///
    /// What BuildKit says of a word that names no ports.
    pub(crate) fn parse(word: &str) -> Result<Self, String> {
        let mut parts = word.rsplitn(3, ':');
        let container = parts.next().unwrap_or_default();
        let host = parts.next().unwrap_or_default();
        let address = parts.next().unwrap_or_default();

        let (range, protocol) = split_protocol(container)
            .map_err(|error| format!("invalid port: {}: {error}", go::quote(word)))?;
        check_address(address)?;
        let (first, last) = read_range(range).ok_or_else(|| format!("invalid containerPort: {range}"))?;
        if !host.is_empty() {
            let (host_first, host_last) =
                read_range(host).ok_or_else(|| format!("invalid hostPort: {host}"))?;
            if first != last && last - first != host_last - host_first {
                let what = "invalid ranges specified for container and host Ports";
                return Err(format!("{what}: {range} and {host}"));
            }
        }
        Ok(Self { first, last, protocol })
    }

    /// The ports, one by one.
    pub fn iter(self) -> impl Iterator<Item = Port> {
        (self.first..=self.last).map(move |number| Port { number, protocol: self.protocol })
    }
}

impl Protocol {
    fn name(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
            Self::Sctp => "sctp",
        }
    }
}

impl Display for Port {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.protocol.name())
    }
}

/// The ports and the protocol of `port[/protocol]`.
fn split_protocol(text: &str) -> Result<(&str, Protocol), String> {
    let (range, name) = text.split_once('/').unwrap_or((text, ""));
    if range.is_empty() {
        return Err("no port specified".to_owned());
    }
    let is_named = |protocol: &Protocol| name.eq_ignore_ascii_case(protocol.name());
    let named = [Protocol::Tcp, Protocol::Udp, Protocol::Sctp].into_iter().find(is_named);
    match named {
        Some(protocol) => Ok((range, protocol)),
        None if name.is_empty() => Ok((range, Protocol::Tcp)),
        None => Err(format!("invalid proto: {name}")),
    }
}

/// Checks the address of a host, which may be missing, or in brackets where it starts with one.
fn check_address(text: &str) -> Result<(), String> {
    let address = if text.starts_with('[') {
        let inner = strip_brackets(text);
        inner.map_err(|error| format!("invalid IP address {text}: address {text}:: {error}"))?
    } else {
        text
    };
    if address.is_empty() || address.parse::<IpAddr>().is_ok() {
        Ok(())
    } else {
        Err(format!("invalid IP address: {address}"))
    }
}

/// What stands in the brackets of `[address]`, with the errors of Go's `net.SplitHostPort`.
fn strip_brackets(text: &str) -> Result<&str, &'static str> {
    let inner = text.strip_prefix('[').unwrap_or(text);
    let Some((address, after)) = inner.split_once(']') else {
        return Err("missing ']' in address");
    };
    if after.starts_with(':') {
        return Err("too many colons in address");
    }
    if !after.is_empty() {
        return Err("missing port in address");
    }
    if address.contains('[') { Err("unexpected '[' in address") } else { Ok(address) }
}

/// The first and the last port of `port[-end]`.
fn read_range(text: &str) -> Option<(u16, u16)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (read_number(first)?, read_number(last)?);
    (first <= last).then_some((first, last))
}

/// Go takes a sign in front, and `-0` for 0.
fn read_number(text: &str) -> Option<u16> {
    text.parse::<i64>().ok().and_then(|number| u16::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::Ports;

    fn listed(word: &str) -> Result<String, String> {
        Ports::parse(word)
            .map(|ports| ports.iter().map(|port| port.to_string()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn words_name_ports() {
        for (word, ports) in [
            ("80", "80/tcp"),
            ("80/", "80/tcp"),
            ("81/UDP", "81/udp"),
            ("5-7/sctp", "5/sctp 6/sctp 7/sctp"),
            ("8-8", "8/tcp"),
            ("0", "0/tcp"),
            ("+80", "80/tcp"),
            ("65535", "65535/tcp"),
            ("11:12", "12/tcp"),
            (":80", "80/tcp"),
            ("1.2.3.4:9:10", "10/tcp"),
            ("1.2.3.4::10", "10/tcp"),
            ("[::1]:1:13", "13/tcp"),
            ("::1:1:13", "13/tcp"),
            ("[]:1:13", "13/tcp"),
            ("1-9:80", "80/tcp"),
            ("1-2:80-81", "80/tcp 81/tcp"),
        ] {
            assert_eq!(listed(word).as_deref(), Ok(ports), "{word}");
        }
    }

    #[test]
    fn a_word_may_name_every_port() {
        assert_eq!(Ports::parse("0-65535").map(|ports| ports.iter().count()), Ok(65_536));
    }

    #[test]
    fn words_that_name_no_ports_are_refused() {
        for (word, error) in [
            ("", "invalid port: \"\": no port specified"),
            ("80:", "invalid port: \"80:\": no port specified"),
            ("/tcp", "invalid port: \"/tcp\": no port specified"),
            ("80/http", "invalid port: \"80/http\": invalid proto: http"),
            ("80/tcp/x", "invalid port: \"80/tcp/x\": invalid proto: tcp/x"),
            ("x", "invalid containerPort: x"),
            ("65536", "invalid containerPort: 65536"),
            ("-1", "invalid containerPort: -1"),
            ("9-8", "invalid containerPort: 9-8"),
            ("1-", "invalid containerPort: 1-"),
            ("1-2-3", "invalid containerPort: 1-2-3"),
            ("a:80", "invalid hostPort: a"),
            ("1.2.3:1:80", "invalid IP address: 1.2.3"),
            ("01.2.3.4:1:80", "invalid IP address: 01.2.3.4"),
            ("1-3:80-81", "invalid ranges specified for container and host Ports: 80-81 and 1-3"),
            ("[::1:1:80", "invalid IP address [::1: address [::1:: missing ']' in address"),
            ("[::1]x:1:80", "invalid IP address [::1]x: address [::1]x:: missing port in address"),
            ("[::1]:2:1:80", "invalid IP address [::1]:2: address [::1]:2:: too many colons in address"),
            ("[[::1]:1:80", "invalid IP address [[::1]: address [[::1]:: unexpected '[' in address"),
        ] {
            assert_eq!(listed(word), Err(error.to_owned()), "{word}");
        }
    }
}
