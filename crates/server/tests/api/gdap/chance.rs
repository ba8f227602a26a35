//! Lives drawn at random, beside a small reference: relationships asked for, approved, assigned, extended and ended in any order, people
//! who come into groups and leave them, and a clock that is turned. After every step each person has exactly the rights that the
//! reference says, and every relationship is in its state. `PROPTEST_CASES` sets how often.

use super::*;
use nahtlos_model::instants::Instant;
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestCaseError, TestRunner},
};

const SLOTS: usize = 2;

#[derive(Debug, Clone)]
enum Move {
    /// A relationship's next step: it is made, locked for approval, approved. With days and whether it extends itself.
    Next(usize, i64, bool),
    Assign(usize, usize, bool),
    Unassign(usize, usize),
    Extend(usize, bool),
    End(usize, bool),
    Join(usize),
    Leave(usize),
    Wait(i64),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let slot = 0..SLOTS;
    let one = prop_oneof![
        8 => (slot.clone(), 20..400_i64, any::<bool>()).prop_map(|(slot, days, extends)| Move::Next(slot, days, extends)),
        6 => (slot.clone(), 0..2_usize, any::<bool>()).prop_map(|(slot, who, users)| Move::Assign(slot, who, users)),
        1 => (slot.clone(), 0..2_usize).prop_map(|(slot, who)| Move::Unassign(slot, who)),
        1 => (slot.clone(), any::<bool>()).prop_map(|(slot, on)| Move::Extend(slot, on)),
        2 => (slot, any::<bool>()).prop_map(|(slot, customer)| Move::End(slot, customer)),
        1 => (0..2_usize).prop_map(Move::Join),
        1 => (0..2_usize).prop_map(Move::Leave),
        2 => (1..1_200_i64).prop_map(Move::Wait),
    ];
    vec(one, 20..50)
}

/// What the reference knows of a relationship.
#[derive(Debug, Clone)]
struct Slot {
    id: String,
    status: &'static str,
    days: i64,
    extends: bool,
    since: Instant,
    ends: Instant,
    /// By person: whether the assignment is of User Administrator, or of License Administrator.
    assigned: [Option<(String, bool)>; 2],
}

struct Life<'w> {
    partner: Partner<'w>,
    agents: [Agent; 2],
    inside: [bool; 2],
    slots: [Option<Slot>; SLOTS],
    names: usize,
    dap: bool,
    now: Instant,
}

impl Life<'_> {
    fn slot(&mut self, slot: usize, status: &str) -> Option<&mut Slot> {
        self.slots[slot].as_mut().filter(|s| s.status == status)
    }

    /// What time does, in the reference.
    fn pass(&mut self) {
        let now = self.now;
        for slot in &mut self.slots {
            let Some(s) = slot else { continue };
            while s.status == "active" && s.extends && now >= s.ends {
                s.ends = s.ends.plus_days(180);
            }
            if s.status == "active" && now >= s.ends {
                (s.status, s.since, s.assigned) = ("expired", s.ends, [None, None]);
            }
            let kept = match s.status {
                "approvalPending" => s.since.plus_days(90),
                "expired" | "terminated" => s.since.plus_days(365),
                _ => Instant(i64::MAX),
            };
            if now >= kept {
                *slot = None;
            }
        }
    }

    async fn next(&mut self, slot: usize, days: i64, extends: bool) {
        let (partner, now) = (self.partner, self.now);
        let Some(s) = &mut self.slots[slot] else {
            self.names += 1;
            let mut body = draft(&format!("Nr. {}", self.names), days, &[LICENSES, USERS]);
            body["autoExtendDuration"] = json!(if extends { "P180D" } else { "PT0S" });
            self.slots[slot] = Some(Slot {
                id: partner.create(&body).await,
                status: "created",
                days,
                extends,
                since: now,
                ends: now,
                assigned: [None, None],
            });
            return;
        };
        match s.status {
            "created" => {
                (s.status, s.since) = ("approvalPending", now);
                partner.ask(&s.id, "lockForApproval").await.expect(201);
            }
            "approvalPending" => {
                (s.status, s.since, s.ends) = ("active", now, now.plus_days(s.days));
                decide(partner.world, &s.id, "approve").await.expect(200);
            }
            _ => {}
        }
    }

    async fn step(&mut self, step: &Move) {
        let (partner, now) = (self.partner, self.now);
        match *step {
            Move::Next(slot, days, extends) => self.next(slot, days, extends).await,
            Move::Assign(slot, who, users) => {
                let group = self.agents[who].group.clone();
                if let Some(s) = self.slot(slot, "active").filter(|s| s.assigned[who].is_none()) {
                    let role = if users { USERS } else { LICENSES };
                    s.assigned[who] = Some((partner.assign(&s.id.clone(), &group, &[role]).await, users));
                }
            }
            Move::Unassign(slot, who) => {
                if let Some(s) = self.slot(slot, "active")
                    && let Some((assignment, _)) = s.assigned[who].take()
                {
                    let path = format!("{AT}/{}/accessAssignments/{assignment}", s.id);
                    partner.own().delete(&path).await.expect(204);
                }
            }
            Move::Extend(slot, on) => {
                if let Some(s) = &mut self.slots[slot] {
                    let body = json!({ "autoExtendDuration": if on { "P180D" } else { "PT0S" } });
                    let reply = partner.own().patch(&format!("{AT}/{}", s.id), &body).await;
                    let possible = ["created", "active"].contains(&s.status);
                    assert_eq!(reply.status, if possible { 200 } else { 400 }, "{step:?} on {s:?}");
                    s.extends = if possible { on } else { s.extends };
                }
            }
            Move::End(slot, customer) => {
                if let Some(s) = self.slot(slot, "active") {
                    (s.status, s.since, s.assigned) = ("terminated", now, [None, None]);
                    let id = s.id.clone();
                    match customer {
                        true => decide(partner.world, &id, "terminate").await.expect(200),
                        false => partner.ask(&id, "terminate").await.expect(201),
                    };
                }
            }
            Move::Join(who) if !self.inside[who] => {
                partner.join(&self.agents[who].group, &self.agents[who].id).await;
                self.inside[who] = true;
            }
            Move::Leave(who) if self.inside[who] => {
                partner.leave(&self.agents[who].group, &self.agents[who].id).await;
                self.inside[who] = false;
            }
            Move::Wait(hours) => {
                self.now = now.plus_hours(hours);
                partner.world.running().center.engine.turn_clock(self.now).await.unwrap();
            }
            _ => {}
        }
        partner.settle().await;
        self.pass();
    }

    /// Whether somebody may read users, change one, assign licences.
    fn may(&self, who: usize) -> [bool; 3] {
        let active = self.slots.iter().flatten().filter(|s| s.status == "active");
        let mine: Vec<bool> = active.filter_map(|s| s.assigned[who].as_ref().map(|(_, users)| *users)).collect();
        match mine.is_empty() || !self.inside[who] {
            true => [self.dap; 3],
            // A User Administrator assigns licences as well.
            false => [true, mine.contains(&true), true],
        }
    }

    async fn check(&self) -> Result<(), String> {
        for (who, agent) in self.agents.iter().enumerate() {
            let graph = self.partner.there(agent, &[Role::AdminAgent], true);
            let same = json!({ "addLicenses": [{ "skuId": crate::support::people::E3, "disabledPlans": [] }], "removeLicenses": [] });
            let replies = [
                graph.get("/v1.0/users").await.status,
                graph.patch(&format!("/v1.0/users/{LEA}"), &json!({ "jobTitle": "x" })).await.status,
                graph.post(&format!("/v1.0/users/{LEA}/assignLicense"), &same).await.status,
            ];
            // 400: permitted, and no subscription has the seat any more.
            let found = replies.map(|status| match status {
                200..300 | 400 => Ok(true),
                403 => Ok(false),
                other => Err(other),
            });
            let wanted = self.may(who).map(Ok);
            if found != wanted {
                return Err(format!(
                    "person {who} may {wanted:?} at {}, found {replies:?}; {:?}",
                    self.now, self.slots
                ));
            }
        }
        for s in self.slots.iter().flatten() {
            let found = self.partner.get(&s.id).await;
            let ends = found["endDateTime"].as_str().map(|text| text.parse::<Instant>().unwrap());
            let wanted = (s.status == "active").then_some(s.ends);
            if found["status"] != s.status || (wanted.is_some() && ends != wanted) {
                return Err(format!("{s:?} is wanted at {}, found {found}", self.now));
            }
        }
        let listed = self.partner.own().get(AT).await.expect(200)["value"].as_array().unwrap().len();
        let kept = self.slots.iter().flatten().count();
        if listed != kept {
            return Err(format!("{kept} relationships are wanted, {listed} are listed"));
        }
        Ok(())
    }
}

async fn play(dap: bool, row: &[Move]) -> Result<(), String> {
    let world = World::start().await;
    let partner = first(&world);
    if !dap {
        no_dap(&world).await;
    }
    let agents = [partner.agent("anna").await, partner.agent("ben").await];
    let now = world.running().center.engine.run_clock(false).await.unwrap();
    let mut life = Life {
        partner,
        agents,
        inside: [true; 2],
        slots: [const { None }; SLOTS],
        names: 0,
        dap,
        now,
    };
    for (at, step) in row.iter().enumerate() {
        life.step(step).await;
        life.check().await.map_err(|what| format!("after step {at}, {step:?}: {what}"))?;
    }
    let chain = world.running().center.engine.verify_audit(CUSTOMER).await.unwrap();
    chain.map(|_| ()).map_err(|broken| format!("{broken:?}"))
}

#[test]
fn rights_are_what_the_lives_of_relationships_say() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    let config = Config {
        failure_persistence: None,
        max_shrink_iters: 40,
        ..Config::with_cases(wanted.unwrap_or(6))
    };
    let outcome = TestRunner::new(config).run(&(proptest::bool::weighted(0.2), moves()), |(dap, row)| {
        runtime.block_on(play(dap, &row)).map_err(TestCaseError::fail)
    });
    if let Err(failed) = outcome {
        panic!("{failed}");
    }
}
