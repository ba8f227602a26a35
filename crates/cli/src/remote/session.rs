//! The kept sign-in: `nahtlos/session.json` in the person's folder of settings, readable by that person alone.
//!
//! Written by `sign-in` and after every command that used it, since a public client's refresh token changes with each use.
//! It must never be printed.

use crate::end::Failure;
use serde::{Deserialize, Serialize};
use std::{fs, io::Write, path::PathBuf};

/// Who signed in, and where.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Session {
    /// Where tokens come from; the session is good for nothing else.
    pub(crate) login: String,
    pub(crate) tenant: String,
    pub(crate) client_id: String,
    pub(crate) refresh_token: String,
}

/// Where the session is kept.
pub(crate) fn place() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let settings = variable("XDG_CONFIG_HOME").or_else(|| Some(variable("HOME")?.join(".config")))?;
    Some(settings.join("nahtlos/session.json"))
}

impl Session {
    /// The session for a place where tokens come from, if somebody signed in there.
    pub(super) fn load(login: &str) -> Result<Option<Self>, Failure> {
        let Some(path) = place() else { return Ok(None) };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::Refused(format!("{}: {error}", path.display()))),
        };
        // One that does not read is none: signing in again replaces it.
        let session: Option<Self> = serde_json::from_str(&text).ok();
        Ok(session.filter(|session| session.login == login))
    }

    /// Keeps the session, whole or not at all.
    pub(crate) fn save(&self) -> Result<PathBuf, Failure> {
        let path = place().ok_or_else(|| Failure::Refused("neither XDG_CONFIG_HOME nor HOME is set".to_owned()))?;
        let text = serde_json::to_string_pretty(self).map_err(|error| Failure::Bug(error.to_string()))?;
        let written = || -> std::io::Result<()> {
            let fresh = path.with_extension(format!("{}.new", std::process::id()));
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let _ = fs::remove_file(&fresh);
            let mut options = fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&fresh)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&fresh, &path)
        };
        written().map_err(|error| Failure::writing(&path, &error))?;
        Ok(path)
    }

    /// Keeps a newer refresh token, if there is one.
    pub(super) fn renewed(mut self, newest: Option<String>) -> Result<(), Failure> {
        match newest {
            Some(token) if token != self.refresh_token => {
                self.refresh_token = token;
                self.save().map(drop)
            }
            _ => Ok(()),
        }
    }
}
