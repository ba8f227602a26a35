//! `nahtlos doctor`: looks at everything a center stands on, changes nothing, and says what is not right and how to mend it.
//!
//! Findings are codes with values; the command line makes sentences of them. Called by the command line alone, on the machine on which the
//! center runs or is to run.

mod certificates;
mod database;
mod disk;
mod settings;

use crate::{Config, ambient::Machine};
use nahtlos_engine::ambient::Ambient as _;
use nahtlos_model::{
    dates::Date,
    instants::{DAY_MS, Instant},
    program::Program,
    rules::RulePacks,
};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// As it should be.
    Ok,
    /// It works, and will not for long, or not safely.
    Warn,
    /// It does not work.
    Fail,
}

impl Status {
    /// As it stands in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $area:literal, $status:ident;)+) => {
        /// What can be found. Its sentence is `cli-doctor-` and the word; how to mend it, `-mend` behind that.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Code { $($(#[$doc])* $name),+ }

        impl Code {
            /// All.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its word.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// What it is about.
            pub fn area(self) -> &'static str {
                match self { $(Self::$name => $area),+ }
            }

            /// How grave it is.
            pub fn status(self) -> Status {
                match self { $(Self::$name => Status::$status),+ }
            }
        }
    };
}

codes! {
    /// Settings read.
    SettingsFine = "settings-fine", "configuration", Ok;
    /// Settings do not read.
    SettingsBroken = "settings-broken", "configuration", Fail;
    /// The public address is none.
    PublicUrlBroken = "public-url-broken", "configuration", Fail;
    /// Mail settings do not read.
    MailBroken = "mail-broken", "configuration", Fail;
    /// What to log does not read.
    LogBroken = "log-broken", "configuration", Warn;
    /// It listens beyond this machine without TLS.
    PlainText = "plain-text", "configuration", Warn;
    /// A sandbox, whose secrets everybody knows, listens beyond this machine.
    SandboxOpen = "sandbox-open", "configuration", Warn;
    /// What was answered may be lost.
    Loose = "loose", "configuration", Warn;
    /// The database answers.
    DatabaseFine = "database-fine", "database", Ok;
    /// There is none yet.
    DatabaseNone = "database-none", "database", Warn;
    /// It does not open.
    DatabaseClosed = "database-closed", "database", Fail;
    /// Migrations have not run.
    SchemaPending = "schema-pending", "database", Warn;
    /// A newer program was here.
    SchemaNewer = "schema-newer", "database", Fail;
    /// Its structure is damaged.
    DatabaseDamaged = "database-damaged", "database", Fail;
    /// Structure and audit chains are whole.
    DatabaseWhole = "database-whole", "database", Ok;
    /// An audit chain is broken.
    ChainBroken = "chain-broken", "database", Fail;
    /// Due work is late.
    DueLate = "due-late", "database", Warn;
    /// Messages were given up.
    Undelivered = "undelivered", "database", Warn;
    /// The clock fits.
    ClockFine = "clock-fine", "clock", Ok;
    /// The clock is before the program was made.
    ClockBehind = "clock-behind", "clock", Fail;
    /// The clock and the database's are apart.
    ClockApart = "clock-apart", "clock", Warn;
    /// The database was written in this clock's future.
    ClockTurned = "clock-turned", "clock", Fail;
    /// There is room.
    DiskFine = "disk-fine", "disk", Ok;
    /// There is little room.
    DiskLow = "disk-low", "disk", Warn;
    /// There is no room.
    DiskFull = "disk-full", "disk", Fail;
    /// A folder cannot be written to.
    FolderClosed = "folder-closed", "disk", Fail;
    /// Every rule stands.
    RulesFine = "rules-fine", "rules", Ok;
    /// A number of the programme is missing, today or soon.
    RulesGap = "rules-gap", "rules", Fail;
    /// Plain HTTP: there are none.
    CertificatesNone = "certificates-none", "certificates", Ok;
    /// Made here.
    CertificatesMade = "certificates-made", "certificates", Ok;
    /// They fit and are valid for long.
    CertificateFine = "certificate-fine", "certificates", Ok;
    /// One ends soon.
    CertificateSoon = "certificate-soon", "certificates", Warn;
    /// One has ended, or has not begun.
    CertificateOver = "certificate-over", "certificates", Fail;
    /// They do not read, or do not fit.
    CertificateBroken = "certificate-broken", "certificates", Fail;
    /// None is for the public address.
    CertificateOther = "certificate-other", "certificates", Warn;
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub code: Code,
    /// Values of its sentence, by name.
    pub values: Vec<(&'static str, String)>,
}

impl Finding {
    /// A finding without values.
    pub fn new(code: Code) -> Self {
        Self { code, values: Vec::new() }
    }

    /// With a value.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }
}

/// Looks at everything. `deep`: reads the whole database, which takes as long as it is large.
pub async fn examine(config: &Config, deep: bool) -> Vec<Finding> {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let now = Machine.now();
    let mut found = settings::examine(config);
    let database = database::examine(config, now, deep).await;
    found.extend(database.found);
    found.push(clock(config, now, database.clock));
    found.extend(disk::examine(config));
    found.push(rules(now));
    found.extend(certificates::examine(config, now));
    found
}

/// Milliseconds by which two machines' clocks may differ.
const APART_MS: i64 = 2_000;
/// The day on which this was written: no clock that is right is before it.
const WRITTEN: &str = "2026-11-01";

/// The machine's clock beside the database's, and beside when the file was written last.
fn clock(config: &Config, now: Instant, database: Option<Instant>) -> Finding {
    let written: Date = WRITTEN.parse().expect("a day");
    if now.date() < written {
        return Finding::new(Code::ClockBehind).with("now", now);
    }
    if let Some(there) = database {
        let apart = now.0 - there.0;
        if apart.abs() > APART_MS {
            return Finding::new(Code::ClockApart).with("seconds", apart.abs() / 1000);
        }
    }
    if let Some(file) = disk::file_of(config)
        && let Some(changed) = disk::changed(&file).filter(|changed| changed.0 > now.0 + 60_000)
    {
        return Finding::new(Code::ClockTurned).with("now", now).with("written", changed);
    }
    Finding::new(Code::ClockFine).with("now", now)
}

/// Days ahead for which every number of the programme must be known.
const AHEAD_DAYS: i64 = 400;

/// Every number of the programme, today and for a while, and the packs of the channels.
fn rules(now: Instant) -> Finding {
    let program = Program::bundled();
    for days in (0..=AHEAD_DAYS).step_by(10) {
        let day = now.plus_ms(days * DAY_MS).date();
        if let Some(name) = program.missing(day) {
            return Finding::new(Code::RulesGap).with("name", name).with("day", day);
        }
    }
    Finding::new(Code::RulesFine)
        .with("numbers", program.rules.len())
        .with("packs", RulePacks::bundled().packs().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_wrong_is_found() {
        let config = Config {
            database: crate::config::Secret("postgres://nobody@nowhere/x".to_owned()),
            ..Config::default()
        };
        let at = |text: &str| text.parse::<Instant>().expect("an instant");
        let now = at("2027-01-01T00:00:00Z");
        assert_eq!(clock(&config, now, Some(now)).code, Code::ClockFine);
        assert_eq!(clock(&config, now, Some(now.plus_ms(60_000))).code, Code::ClockApart);
        assert_eq!(clock(&config, now, Some(now.plus_ms(-60_000))).code, Code::ClockApart);
        assert_eq!(clock(&config, at("2001-01-01T00:00:00Z"), None).code, Code::ClockBehind);
    }

    #[test]
    fn the_programme_is_known_for_a_while() {
        assert_eq!(rules("2026-11-26".parse().expect("an instant")).code, Code::RulesFine);
    }

    #[test]
    fn words_are_one_codes_only() {
        let mut words: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Code::ALL.len());
    }
}
