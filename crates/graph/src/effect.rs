use std::rc::Rc;

use crate::value::Value;
use crate::{Healthcheck, Ports};

/// What an instruction does with its arguments as they are after variables are put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: BuildKit refuses it, or it is in front of the first FROM.
    None,
    /// FROM
    From,
    /// ARG: names, each with the value that it has now.
    Arg(Vec<(String, Option<Value>)>),
    /// ENV: names with values.
    Env(Vec<(String, Value)>),
    /// LABEL: keys with values.
    Label(Vec<(String, String)>),
    /// RUN: the words that are run, the shell among them.
    Run(Vec<String>),
    /// COPY and ADD.
    Copy(Box<Copied>),
    /// WORKDIR: the directory from now on.
    Workdir(Rc<str>),
    /// USER
    User(Rc<str>),
    /// EXPOSE
    Expose(Vec<Ports>),
    /// VOLUME
    Volume(Vec<String>),
    /// STOPSIGNAL
    StopSignal(String),
    /// SHELL
    Shell(Rc<[String]>),
    /// CMD: the words, the shell among them.
    Cmd(Vec<String>),
    /// ENTRYPOINT: the words, the shell among them.
    Entrypoint(Vec<String>),
    /// HEALTHCHECK
    Healthcheck(Box<Healthcheck>),
    /// MAINTAINER
    Maintainer(String),
    /// ONBUILD: the text of the instruction that waits.
    OnBuild(String),
}

/// The arguments of COPY or ADD with variables put in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Whether it is ADD.
    pub is_add: bool,
    /// Whether `--parents` is given.
    pub keeps_parents: bool,
    /// `--chown`; empty where it is not given.
    pub owner: String,
    /// `--chmod`; empty where it is not given.
    pub mode: String,
    /// Paths and addresses.
    pub sources: Vec<String>,
    /// The names of the heredocs.
    pub documents: Vec<String>,
    /// Where to.
    pub destination: String,
}
