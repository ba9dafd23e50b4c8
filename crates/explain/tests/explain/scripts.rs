use onionskin_explain::WordKind;

use crate::listed::{check, listed, listed_where};
use crate::support::Case;

#[test]
fn commands_are_found_wherever_they_run() {
    let commands = |source: &str| -> Vec<String> {
        let words = listed(source);
        let names = words.iter().filter_map(|word| word.strip_prefix("command "));
        names.map(|word| word.split(' ').next().unwrap_or_default().to_owned()).collect()
    };
    for (source, expected) in [
        ("RUN if ls; then mkdir a; elif cat b; then rm b; else touch c; fi", "ls mkdir cat rm touch"),
        ("RUN for x in a b; do mkdir $x; done; while sleep 1; do ls; done", "mkdir sleep ls"),
        ("RUN case $x in a) ls;; b|c) cat d;; esac", "ls cat"),
        ("RUN (cd a && make) && { ls; rm b; } && f() { touch c; }", "cd make ls rm touch"),
        ("RUN x=\"$(ls | sort)\" && echo `cat a` $((1 + $(ls)))", "ls sort echo cat ls"),
        ("RUN ! ls && time make", "ls make"),
        ("RUN sudo -E env A=1 xargs -r rm", "sudo env xargs rm"),
        ("RUN sh -c 'ls && cat \"a b\"' && bash -exc \"mkdir \\\"a\\\"\"", "sh ls cat bash mkdir"),
        ("RUN sh -c \"bash -c 'eval \\\"ls -l\\\"'\"", "sh bash eval ls"),
        ("RUN find . -name a -exec rm -f {} \\; -print", "find rm"),
        ("RUN find . -exec a \\; -exec rm -f {} +", "find a rm"),
        ("RUN find . -exec sh -c 'rm -rf \"$1\"' _ {} \\; -ok ls \\;", "find sh rm ls"),
        ("RUN [ -f a ] && [[ b = c ]] && test -d d", "[ [[ test"),
        ("RUN <<EOF\nset -e\nls\nEOF", "set ls"),
        ("RUN bash -e <<EOF\nls\nEOF", "bash ls"),
        ("RUN sudo bash <<EOF\nls\nEOF", "sudo bash ls"),
        ("RUN env -i A=1 sh <<EOF\nls\nEOF", "env sh ls"),
        ("RUN su - www-data <<EOF\nls\nEOF", "su ls"),
        ("RUN bash -s a <<EOF\nls\nEOF", "bash ls"),
        ("RUN bash - <<EOF\nls\nEOF", "bash ls"),
        ("RUN bash a.sh <<EOF\nls\nEOF", "bash"),
        ("RUN bash -c 'cat b' <<EOF\nls\nEOF", "bash cat"),
        ("RUN sudo cat <<EOF\nls\nEOF", "sudo cat"),
        ("RUN cat <<EOF > a\nls $(mkdir b)\nEOF", "cat mkdir"),
        ("RUN <<EOF\n#!/usr/bin/env python3\nls\nEOF", ""),
        ("RUN <<EOF\n#!/bin/dash\nls\nEOF", "ls"),
        ("RUN <<EOF\n#! /bin/ksh -e\nls\nEOF", "ls"),
        ("RUN <<EOF\n#!/usr/bin/env zsh\nls\nEOF", "ls"),
        ("RUN <<EOF\n#!/usr/bin/env -S bash -e\nls\nEOF", "ls"),
        ("RUN eval 'rm a'", "eval rm"),
        // Several words are joined, and where the pieces of the script stand is lost.
        ("RUN eval rm -rf y", "eval"),
        ("RUN eval 'rm a' b", "eval"),
        ("RUN eval -- 'rm a'", "eval"),
        ("CMD [\"sh\", \"-c\", \"ls && cat a\"]", "\"sh\" ls cat"),
        ("HEALTHCHECK CMD curl a || exit 1", "curl exit"),
        ("ONBUILD RUN ls", "ls"),
    ] {
        assert_eq!(commands(source).join(" "), expected, "{source}");
    }
}

#[test]
fn scripts_for_powershell_need_no_quotes() {
    let case = Case::new(
        "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\n\
         RUN powershell -NoProfile -Command Write-Host 'a b' ; `\n  Remove-Item c:\\a.exe -Force && del c:\\b\n",
    );
    assert_eq!(
        listed_where(&case, |word| word.instruction == Some(1) && word.kind != WordKind::Keyword),
        [
            "command powershell commands/powershell",
            "option -NoProfile commands/powershell#-NoProfile",
            "option -Command commands/powershell#-Command",
            "command Write-Host commands/Write-Host",
            "operand 'a b' -",
            "operator ; operators/semicolon",
            "continuation ` syntax/continuation",
            "command Remove-Item commands/remove-item",
            "operand c:\\a.exe commands/remove-item#PATH",
            "option -Force commands/remove-item#-Force",
            "operator && operators/and",
            "command del commands/del",
            "operand c:\\b commands/del#FILE",
        ]
    );
}

#[test]
fn a_command_that_an_option_runs_is_one_of_its_own() {
    check(
        "RUN find . -exec rm -f {} + -execdir a \\; -print",
        &[
            "command find commands/find",
            "operand . commands/find#DIRECTORY",
            "option -exec commands/find#-exec",
            "command rm commands/rm",
            "option -f commands/rm#-f",
            "operand {} commands/rm#FILE",
            "option-argument + commands/find#-exec",
            "option -execdir commands/find#-execdir",
            "command a -",
            "option-argument \\; commands/find#-execdir",
            "option -print commands/find#-print",
        ],
    );
}

#[test]
fn commands_are_read_in_three_others_and_no_further() {
    let commands = |n_commands: usize| {
        let words = listed(&format!("RUN {}ls", "find . -exec ".repeat(n_commands)));
        words.iter().filter(|word| word.starts_with("command ")).count()
    };
    assert_eq!((commands(2), commands(3), commands(4), commands(5)), (3, 4, 4, 4));
    let last = listed(&format!("RUN {}ls", "find . -exec ".repeat(4)));
    assert_eq!(last.last().map(String::as_str), Some("option-argument ls commands/find#-exec"));
}

#[test]
fn any_number_of_commands_may_run_each_other() {
    let source = format!("RUN {}ls", "find . -exec \\\n".repeat(10_000));
    assert_eq!(listed(&source).iter().filter(|word| word.starts_with("command ")).count(), 4);
    let source = format!("RUN {}ls", "sudo \\\n".repeat(20_000));
    assert_eq!(listed(&source).iter().filter(|word| word.starts_with("command ")).count(), 20_001);
    let case = Case::new(&format!("FROM debian:12\n{source}\n"));
    assert_eq!(case.words(2).len(), 20_002);
}

#[test]
fn thirty_thousand_functions_may_be_called() {
    use std::fmt::Write;
    let mut source = "RUN ".to_owned();
    for at in 0..30_000 {
        writeln!(source, "f{at}() {{ f{at}; }}; \\").expect("a text takes all");
    }
    let calls = listed(&source);
    assert_eq!(calls.iter().filter(|word| word.starts_with("command f")).count(), 30_000);
}

#[test]
fn functions_are_known_in_front_of_where_they_are_defined() {
    let words = listed("RUN f() { g; }; g() { :; }; f; h");
    for expected in [
        "command g operators/function-call",
        "function-name g operators/function",
        "command f operators/function-call",
        "command h -",
    ] {
        assert!(words.iter().any(|word| word == expected), "no {expected:?} in {words:#?}");
    }
}

#[test]
fn what_stands_in_a_script_is_listed_once() {
    check(
        "RUN sh -c \"rm $X\" $Y",
        &[
            "command sh commands/sh",
            "option -c commands/sh#-c",
            "option-argument \"rm $X\" commands/sh#-c",
            "command rm commands/rm",
            "operand $X -",
            "variable $X operators/shell-variable",
            "operand $Y -",
            "variable $Y operators/shell-variable",
        ],
    );
    for (source, once) in [
        (
            "RUN sh -c \"$(cat x)\"",
            &["substitution $(cat x) operators/substitution", "command cat commands/cat"],
        ),
        (
            "RUN find . -exec sh -c \"ls $X $(cat x)\" \\;",
            &["variable $X operators/shell-variable", "command cat commands/cat"],
        ),
        (
            "RUN eval \"ls $X\" && cat $Y",
            &["variable $X operators/shell-variable", "variable $Y operators/shell-variable"],
        ),
        // It is not read: scripts stand too deep in each other.
        (
            "RUN find . -exec find . -exec find . -exec sh -c \"ls $X\"",
            &["variable $X operators/shell-variable", "option -c commands/sh#-c"],
        ),
    ] {
        let words = listed(source);
        for word in once {
            assert_eq!(words.iter().filter(|its| its == word).count(), 1, "{word} in {words:#?}");
        }
    }
}

#[test]
fn a_word_for_powershell_is_a_script_where_it_takes_one() {
    for (words, is_script) in [
        ("powershell -Command \"Write-Host a\"", true),
        ("pwsh -c 'Write-Host a'", true),
        ("powershell \"Write-Host a\"", true),
        ("powershell -NoProfile -ExecutionPolicy Bypass \"Write-Host a\"", true),
        ("powershell -NoProfile -Command \"Write-Host a\"", true),
        ("powershell -File \"Write-Host a\"", false),
        ("powershell -File a.ps1 \"Write-Host a\"", false),
        ("powershell -ExecutionPolicy \"Write-Host a\"", false),
        ("powershell Write-Output \"Write-Host a\"", false),
    ] {
        let listed = listed(&format!("RUN {words}"));
        let found = listed.iter().any(|word| word == "command Write-Host commands/Write-Host");
        assert_eq!(found, is_script, "{words}: {listed:#?}");
    }
}

#[test]
fn words_of_powershell_between_brackets_are_told_apart() {
    let listed = |run: &str| {
        let source = format!(
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL [\"powershell\"]\nRUN {run}\n"
        );
        listed_where(&Case::new(&source), |word| {
            word.instruction == Some(2) && word.kind != WordKind::Keyword
        })
    };
    assert_eq!(
        listed("(New-Object Net.WebClient).DownloadFile('https://a/b','c d',$d); Remove-Item a,b -Force"),
        [
            "unknown ( -",
            "command New-Object commands/new-object",
            "operand Net.WebClient commands/new-object#System.Net.WebClient",
            "unknown ) -",
            "unknown .DownloadFile -",
            "unknown ( -",
            "unknown 'https://a/b' -",
            "unknown , -",
            "unknown 'c d' -",
            "unknown , -",
            "variable $d operators/powershell-variable",
            "unknown $d -",
            "unknown ) -",
            "operator ; operators/semicolon",
            "command Remove-Item commands/remove-item",
            "operand a,b commands/remove-item#PATH",
            "option -Force commands/remove-item#-Force",
        ]
    );
    // What stands for the output of a command is no variable, and a name in braces is one.
    assert_eq!(
        listed("$(Remove-Item a) ${env:ProgramFiles(x86)} [A]::B(c)"),
        [
            "unknown $( -",
            "command Remove-Item commands/remove-item",
            "operand a commands/remove-item#PATH",
            "unknown ) -",
            "variable ${env:ProgramFiles(x86)} operators/powershell-variable",
            "unknown ${env:ProgramFiles(x86)} -",
            "unknown [A]::B -",
            "unknown ( -",
            "unknown c -",
            "unknown ) -",
        ]
    );
    assert_eq!(
        listed("x @('a','b') ('a',$b) if(Remove-Item c) { Remove-Item d }"),
        [
            "command x -",
            "unknown @( -",
            "unknown 'a' -",
            "unknown , -",
            "unknown 'b' -",
            "unknown ) -",
            "unknown ( -",
            "unknown 'a' -",
            "unknown , -",
            "variable $b operators/powershell-variable",
            "unknown $b -",
            "unknown ) -",
            "unknown if -",
            "unknown ( -",
            "command Remove-Item commands/remove-item",
            "operand c commands/remove-item#PATH",
            "unknown ) -",
            "unknown { -",
            "command Remove-Item commands/remove-item",
            "operand d commands/remove-item#PATH",
            "unknown } -",
        ]
    );
}
