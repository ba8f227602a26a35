//! What an archive of the trail proves: links chained from the first on, seals that vouch for them, and links that only their hash is
//! shown of.
//!
//! Used by the service over its database and by the command line over a file; both get their findings from here. It reads nothing and
//! decides nothing but whether hashes fit.

use super::{GENESIS, Hash, Link, Seal};
use std::collections::BTreeMap;

/// A link as an archive holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Scope of the chain.
    pub scope: String,
    /// Number.
    pub seq: i64,
    /// Its hash, as it is written.
    pub hash: Hash,
    /// The link; `None`: it concerns others than who asked, so that only its hash is shown.
    pub link: Option<Link>,
}

/// A seal as an archive holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSeal {
    /// The partner in whose chain it is.
    pub partner: String,
    /// Hash of the seal before it.
    pub before: Hash,
    /// The seal.
    pub seal: Seal,
    /// Its hash, as it is written.
    pub hash: Hash,
}

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A number is missing, comes twice, or out of order.
    Number {
        /// Scope, or the partner of a chain of seals.
        scope: String,
        /// Expected.
        expected: i64,
        /// Found.
        found: i64,
    },
    /// A link's hash is not that of its content and the link before it.
    Link {
        /// Scope.
        scope: String,
        /// Number.
        seq: i64,
    },
    /// A seal's hash is not that of its content and the seal before it.
    Seal {
        /// Partner.
        partner: String,
        /// Number.
        seq: i64,
    },
    /// A seal vouches for another hash than the link has.
    Vouched {
        /// Partner.
        partner: String,
        /// Number of the seal.
        seq: i64,
        /// Scope.
        scope: String,
        /// Number of the link.
        link: i64,
    },
}

/// Links of a scope that no seal vouches for yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsealed {
    /// Scope.
    pub scope: String,
    /// First.
    pub from: i64,
    /// Last.
    pub to: i64,
}

/// How far one chain was walked.
#[derive(Debug, Clone)]
struct Walk {
    before: Hash,
    seq: i64,
    broken: bool,
}

/// Walks links and seals as they come: links of a scope in their order, seals in any.
#[derive(Debug, Default)]
pub struct Walker {
    chains: BTreeMap<String, Walk>,
    /// Hashes of links, to be compared with seals: by scope and number.
    hashes: BTreeMap<(String, i64), Hash>,
    seals: BTreeMap<(String, i64), KeptSeal>,
    /// Links and seals looked at.
    pub looked_at: (u64, u64),
    findings: Vec<Finding>,
}

impl Walker {
    /// The next link of its scope. After the first break of a scope's chain its further links are not complained of.
    pub fn link(&mut self, kept: &Kept) {
        self.looked_at.0 += 1;
        let scope = &kept.scope;
        let walk = self.chains.entry(scope.clone()).or_insert(Walk {
            before: GENESIS,
            seq: 0,
            broken: false,
        });
        let expected = walk.seq + 1;
        let finding = match &kept.link {
            _ if kept.seq != expected => Some(Finding::Number {
                scope: scope.clone(),
                expected,
                found: kept.seq,
            }),
            Some(link) if link.seq != kept.seq || link.scope != *scope || link.hash(&walk.before) != kept.hash => Some(Finding::Link {
                scope: scope.clone(),
                seq: kept.seq,
            }),
            _ => None,
        };
        if let Some(finding) = finding.filter(|_| !walk.broken) {
            walk.broken = true;
            self.findings.push(finding);
        }
        (walk.before, walk.seq) = (kept.hash, kept.seq);
        self.hashes.insert((scope.clone(), kept.seq), kept.hash);
    }

    /// A seal.
    pub fn seal(&mut self, kept: KeptSeal) {
        self.looked_at.1 += 1;
        let (partner, seq) = (kept.partner.clone(), kept.seal.seq);
        if kept.seal.hash(&partner, &kept.before) != kept.hash || (seq == 1 && kept.before != GENESIS) {
            self.findings.push(Finding::Seal { partner, seq });
            return;
        }
        if self.seals.insert((partner.clone(), seq), kept).is_some() {
            self.findings.push(Finding::Number {
                scope: partner,
                expected: seq + 1,
                found: seq,
            });
        }
    }

    /// What was found: what does not fit, and what no seal vouches for yet. Seals for links beyond those that were shown are left alone:
    /// an archive of one moment may hold seals of the next.
    pub fn end(mut self) -> (Vec<Finding>, Vec<Unsealed>) {
        let mut before: Option<&KeptSeal> = None;
        let mut sealed: BTreeMap<&str, i64> = BTreeMap::new();
        for kept in self.seals.values() {
            let follows = before.filter(|b| b.partner == kept.partner && b.seal.seq + 1 == kept.seal.seq);
            if follows.is_some_and(|b| b.hash != kept.before) {
                self.findings.push(Finding::Seal {
                    partner: kept.partner.clone(),
                    seq: kept.seal.seq,
                });
            }
            before = Some(kept);
            let (scope, link) = (&kept.seal.scope, kept.seal.scope_seq);
            match self.hashes.get(&(scope.clone(), link)) {
                Some(hash) if *hash != kept.seal.scope_hash => self.findings.push(Finding::Vouched {
                    partner: kept.partner.clone(),
                    seq: kept.seal.seq,
                    scope: scope.clone(),
                    link,
                }),
                Some(_) => {
                    let last = sealed.entry(scope).or_default();
                    *last = link.max(*last);
                }
                None => {}
            }
        }
        let unsealed = self.chains.iter().filter_map(|(scope, walk)| {
            let last = sealed.get(scope.as_str()).copied().unwrap_or(0);
            (last < walk.seq).then(|| Unsealed {
                scope: scope.clone(),
                from: last + 1,
                to: walk.seq,
            })
        });
        let unsealed = unsealed.collect();
        (self.findings, unsealed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{audit::Entry, instants::Instant};

    fn entry(n: i64) -> Entry {
        Entry {
            partner_id: "p".into(),
            actor_tenant: "p".into(),
            user: "u".into(),
            application: "a".into(),
            resource: "subscription".into(),
            resource_id: n.to_string(),
            operation: "update_subscription".into(),
            before: String::new(),
            after: "{}".into(),
            correlation: "c".into(),
            request: "r".into(),
            user_name: "ada".into(),
            status: String::new(),
        }
    }

    fn chain(scope: &str, n: i64) -> Vec<Kept> {
        let mut before = GENESIS;
        let links = (1..=n).map(|seq| {
            let link = Link {
                scope: scope.into(),
                seq,
                at: Instant(seq),
                entry: entry(seq),
            };
            before = link.hash(&before);
            Kept {
                scope: scope.into(),
                seq,
                hash: before,
                link: Some(link),
            }
        });
        links.collect()
    }

    fn seals(of: &[(&Kept, i64)]) -> Vec<KeptSeal> {
        let mut before = GENESIS;
        let seals = of.iter().map(|(kept, seq)| {
            let seal = Seal {
                seq: *seq,
                scope: kept.scope.clone(),
                scope_seq: kept.seq,
                scope_hash: kept.hash,
                at: Instant(9),
            };
            let hash = seal.hash("p", &before);
            let made = KeptSeal {
                partner: "p".into(),
                before,
                seal,
                hash,
            };
            before = hash;
            made
        });
        seals.collect()
    }

    fn walk(links: &[Kept], seals: &[KeptSeal]) -> (Vec<Finding>, Vec<Unsealed>) {
        let mut walker = Walker::default();
        links.iter().for_each(|link| walker.link(link));
        seals.iter().for_each(|seal| walker.seal(seal.clone()));
        walker.end()
    }

    #[test]
    fn a_whole_archive_holds_and_what_is_not_sealed_is_named() {
        let (a, b) = (chain("a", 4), chain("b", 2));
        let sealed = seals(&[(&a[1], 1), (&b[1], 2), (&a[2], 3)]);
        let (findings, unsealed) = walk(&[a.clone(), b.clone()].concat(), &sealed);
        assert_eq!(findings, []);
        assert_eq!(
            unsealed,
            [Unsealed {
                scope: "a".into(),
                from: 4,
                to: 4
            }]
        );
        // One customer's part of it: the other's seals are not there.
        let (findings, _) = walk(&a, &[sealed[0].clone(), sealed[2].clone()]);
        assert_eq!(findings, []);
        // A link of others: only its hash is shown.
        let mut hidden = a.clone();
        hidden[1].link = None;
        assert_eq!(walk(&hidden, &sealed[..1]).0, []);
        hidden[1].hash = [7; 32];
        assert_eq!(walk(&hidden, &[]).0, [Finding::Link { scope: "a".into(), seq: 3 }]);
    }

    #[test]
    fn every_kind_of_break_is_found_where_it_is() {
        let a = chain("a", 5);
        let sealed = seals(&[(&a[1], 1), (&a[3], 2)]);
        let broken = |change: &dyn Fn(&mut Vec<Kept>, &mut Vec<KeptSeal>)| {
            let (mut links, mut seals) = (a.clone(), sealed.clone());
            change(&mut links, &mut seals);
            walk(&links, &seals).0
        };
        let link = |seq| Finding::Link { scope: "a".into(), seq };
        assert_eq!(
            broken(&|l, _| l[2].link.as_mut().unwrap().entry.after = "{\"q\":1}".into()),
            [link(3)]
        );
        assert_eq!(broken(&|l, _| l[2].link.as_mut().unwrap().at = Instant(0)), [link(3)]);
        assert_eq!(broken(&|l, _| l[2].hash = [1; 32]), [link(3)]);
        let number = |expected, found| Finding::Number {
            scope: "a".into(),
            expected,
            found,
        };
        assert_eq!(broken(&|l, _| drop(l.remove(2))), [number(3, 4)]);
        assert_eq!(broken(&|l, _| l.swap(2, 3)), [number(3, 4)]);
        let seal = |seq| Finding::Seal { partner: "p".into(), seq };
        assert_eq!(broken(&|_, s| s[1].seal.at = Instant(1)), [seal(2)]);
        assert_eq!(broken(&|_, s| s[1].before = [1; 32]), [seal(2)]);
        assert_eq!(
            broken(&|_, s| s[0].partner = "q".into()),
            [seal(1)].map(|_| Finding::Seal {
                partner: "q".into(),
                seq: 1
            })
        );
        // Somebody rewrites a link and everything after it: the seal remembers.
        let forged = broken(&|l, _| {
            l[0].link.as_mut().unwrap().entry.after = "{\"q\":2}".into();
            let mut before = GENESIS;
            for kept in l.iter_mut() {
                kept.hash = kept.link.as_ref().unwrap().hash(&before);
                before = kept.hash;
            }
        });
        let vouched = |seq, link| Finding::Vouched {
            partner: "p".into(),
            seq,
            scope: "a".into(),
            link,
        };
        assert_eq!(forged, [vouched(1, 2), vouched(2, 4)]);
    }
}
