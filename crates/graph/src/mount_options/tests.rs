use super::{MountKind, MountOptions, Sharing, from_of};

fn parse(value: &str) -> Result<MountOptions, String> {
    MountOptions::parse(value, &mut |text| match text {
        "$bad" => Err("failed to process \"$bad\": reason".to_owned()),
        text => Ok(text.replace("$kind", "secret").replace("$empty", "")),
    })
}

/// What each mount is refused for.
#[track_caller]
fn refuses(cases: &[(&str, &str)]) {
    for (value, message) in cases {
        assert_eq!(parse(value).as_ref().map_err(String::as_str), Err(*message), "{value}");
    }
}

#[test]
fn options_are_read() {
    let bind = parse("target=/x,from=s,source=a").unwrap();
    assert_eq!((bind.kind, bind.is_read_only), (MountKind::Bind, true));
    assert_eq!(
        (bind.from.as_deref(), bind.source.as_deref(), bind.target.as_deref()),
        (Some("s"), Some("a"), Some("/x"))
    );

    let cache = parse("TYPE=Cache,dst=/c,id=k,sharing=Locked,uid=1,gid=02,mode=0755").unwrap();
    assert_eq!((cache.kind, cache.sharing, cache.is_read_only), (MountKind::Cache, Sharing::Locked, false));
    assert_eq!((cache.uid, cache.gid, cache.mode), (Some(1), Some(2), Some(0o755)));
    assert_eq!(cache.id.as_deref(), Some("k"));

    let tmpfs = parse("type=TMPFS,Target=/c,size=1G").unwrap();
    assert_eq!((tmpfs.kind, tmpfs.size, tmpfs.is_read_only), (MountKind::Tmpfs, Some(1 << 30), false));

    let secret = parse("type=$kind,id=x,required,env=").unwrap();
    assert_eq!((secret.kind, secret.is_required, secret.env.as_deref()), (MountKind::Secret, true, Some("")));
    assert!(!parse("type=ssh,required=false,mode=0600").unwrap().is_required);

    let last = parse("type=cache,type=bind,target=/a,destination=/b,source=,src=$empty,\"id=a,b\"").unwrap();
    assert_eq!((last.kind, last.target.as_deref(), last.source), (MountKind::Bind, Some("/b"), None));
    assert_eq!(last.id.as_deref(), Some("a,b"));
}

#[test]
fn a_mount_is_read_only_as_its_type_or_its_options_say() {
    for (value, is_read_only) in [
        ("type=bind", true),
        ("type=bind,rw", false),
        ("type=bind,rw=0", true),
        ("type=bind,READWRITE=true", false),
        ("type=bind,ro=false", false),
        ("type=cache", false),
        ("type=cache,READONLY", true),
        ("type=cache,readonly,rw", false),
        ("type=tmpfs", false),
        ("type=tmpfs,ro=T", true),
        ("type=secret,id=x", true),
        ("type=secret,id=x,ro=false", false),
        ("type=ssh", true),
    ] {
        assert_eq!(parse(value).unwrap().is_read_only, is_read_only, "{value}");
    }
}

#[test]
fn fields_that_buildkit_does_not_take_are_refused() {
    refuses(&[
        ("", "failed to parse csv mounts: EOF"),
        ("a\"b", "failed to parse csv mounts: parse error on line 1, column 2: bare \" in non-quoted-field"),
        ("target", "invalid field 'target' must be a key=value pair"),
        ("type=bind,\"Target,x\"", "invalid field 'Target,x' must be a key=value pair"),
        ("type=bind,", "invalid field '' must be a key=value pair"),
        ("Foo=1,target=/x", "unexpected key 'foo' in 'Foo=1' (did you mean from?)"),
        ("typ=tmpfs", "unexpected key 'typ' in 'typ=tmpfs' (did you mean type?)"),
        ("destinatoin=/x", "unexpected key 'destinatoin' in 'destinatoin=/x' (did you mean destination?)"),
        ("consistency=cached", "unexpected key 'consistency' in 'consistency=cached'"),
        ("type=foo,bar", "unsupported mount type \"foo\""),
        ("type=tmp", "unsupported mount type \"tmp\" (did you mean tmpfs?)"),
        ("type=", "unsupported mount type \"\""),
        ("type=cache,sharing=none", "unsupported sharing value \"none\""),
        ("type=cache,sharing=lock", "unsupported sharing value \"lock\" (did you mean locked?)"),
        ("ro=maybe", "invalid value for ro: maybe"),
        ("ReadWrite=yes", "invalid value for readwrite: yes"),
        ("type=ssh,required=2", "invalid value for required: 2"),
        ("required,type=secret,id=x", "unexpected key 'required' for mount type 'bind'"),
        ("type=cache,required=x", "unexpected key 'required' for mount type 'cache'"),
        ("size=1", "unexpected key 'size' for mount type 'bind'"),
        ("type=tmpfs,size=abc", "invalid value for size: abc"),
        ("type=cache,mode=9", "invalid value 9 for mode"),
        ("type=cache,mode=", "invalid value  for mode"),
        ("type=cache,uid=-1", "invalid value -1 for uid"),
        ("type=cache,uid=+1", "invalid value +1 for uid"),
        ("type=cache,gid=4294967296", "invalid value 4294967296 for gid"),
        ("target=$bad,type=foo", "failed to process \"$bad\": reason"),
        ("foo=$bad", "failed to process \"$bad\": reason"),
    ]);
}

#[test]
fn options_that_do_not_go_together_are_refused_at_the_end() {
    refuses(&[
        ("type=tmpfs,uid=1", "uid not allowed for \"tmpfs\" type mounts"),
        ("mode=0,gid=1,uid=1", "mode not allowed for \"bind\" type mounts"),
        ("gid=1,sharing=shared", "gid not allowed for \"bind\" type mounts"),
        ("sharing=locked", "invalid cache sharing set for bind mount"),
        ("type=ssh,sharing=shared", "invalid cache sharing set for ssh mount"),
        ("type=secret,from=a,sharing=shared", "secret mount should not have a from"),
        ("type=secret,id=b,sharing=shared", "secret mount should not define sharing"),
        ("type=secret", "invalid secret mount. one of source, target required"),
        ("type=secret,id=a,source=b", "both source and id can't be set"),
        ("uid=1,foo=2", "unexpected key 'foo' in 'foo=2' (did you mean from?)"),
    ]);
    assert!(parse("from=a,type=secret,id=b,from=").is_ok(), "an empty `from` is none");
}

#[test]
fn a_destination_is_seen_from_the_working_directory() {
    let destination = |value| parse(value).unwrap().destination("/app");
    let seen = |text: &str| Ok(Some(text.to_owned()));
    assert_eq!(destination("type=cache"), seen("/app"));
    assert_eq!(destination("target=x/../y/"), seen("/app/y"));
    assert_eq!(destination("target=/x//y/"), seen("/x//y/"));
    assert_eq!(destination("target=/"), Err("invalid mount target \"/\"".to_owned()));
    assert_eq!(destination("target=.."), Err("invalid mount target \"/\"".to_owned()));
    assert_eq!(destination("type=secret,id=x"), Ok(None));
    assert_eq!(destination("type=secret,target=s"), seen("s"));
    assert_eq!(destination("type=ssh,target=/"), seen("/"));
    assert_eq!(destination("type=ssh,source=x"), Err("ssh does not support source".to_owned()));
}

#[test]
fn from_is_known_before_anything_else() {
    for (value, expected) in [
        ("from=a,target=/x", Some("a")),
        ("FROM=a,type=$kind,from=b", Some("b")),
        ("type=cache,from=", None),
        ("from=a,from=", None),
        ("from", None),
        ("type=tmpfs", None),
        ("\"from=a,b\",foo", Some("a,b")),
        ("", None),
    ] {
        assert_eq!(from_of(value).as_deref(), expected, "{value}");
    }
}
