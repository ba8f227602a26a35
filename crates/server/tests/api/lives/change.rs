//! The reference: what a PATCH of a subscription does, and which codes may refuse it. Where several do, the documents do not say which
//! comes first.

use super::{
    asked::{Change, Seats, Wanted},
    life::{Choice, Life, Scheduled, State},
    shelf::{E3, E5, SHELF},
    tenant::{Codes, Tenant},
};
use jiff::civil::DateTime;

impl Tenant {
    /// A PATCH of a subscription.
    pub(crate) fn change(&mut self, which: usize, asked: &Change) -> Codes {
        let life = &self.lives[which];
        match life.state {
            State::Deleted => return vec!["2011"],
            State::Expired | State::Disabled => return vec!["800012"],
            State::Active | State::Suspended => {}
        }
        let seats = wanted_seats(life, asked);
        let next = self.next_of(which, asked);
        let mut no = self.refuses_status(life, asked);
        no.extend(self.refuses_seats(which, seats, asked));
        no.extend(refuses_plan(life, asked));
        no.extend(self.refuses_renewal(which, next, asked));
        if !no.is_empty() {
            return no;
        }
        let (now, life) = (self.now, &mut self.lives[which]);
        match (life.state, asked.status) {
            (State::Active, Some(Wanted::Suspended)) => life.suspend(now),
            (State::Suspended, Some(Wanted::Active)) => life.resume(now),
            (_, Some(Wanted::Deleted)) => life.cancel(now),
            _ => {}
        }
        if seats != life.seats {
            life.set_seats(seats, now);
        }
        if life.state != State::Deleted {
            change_plan(life, asked, now);
            change_renewal(life, next, asked);
        }
        // With a legacy base its add-ons are suspended too.
        if life.state == State::Suspended && !life.modern() {
            let children = self
                .lives
                .iter_mut()
                .filter(|l| l.parent == Some(which) && l.state == State::Active);
            children.for_each(|child| child.suspend(now));
        }
        self.release();
        no
    }

    /// What is scheduled by a PATCH: an immediate change leaves nothing scheduled, and what is suspended cannot have it.
    fn next_of(&self, which: usize, asked: &Change) -> Option<Scheduled> {
        let life = &self.lives[which];
        let at_once = wanted_seats(life, asked) != life.seats;
        wanted_next(life, asked).filter(|_| life.modern() && life.state == State::Active && !at_once)
    }

    fn refuses_status(&self, life: &Life, asked: &Change) -> Codes {
        let parent_active = life.parent.is_none_or(|parent| self.lives[parent].state == State::Active);
        match (life.state, asked.status) {
            (_, None) | (State::Active, Some(Wanted::Active)) | (State::Suspended, Some(Wanted::Suspended)) => vec![],
            (State::Active, Some(Wanted::Suspended)) => vec![],
            (State::Suspended, Some(Wanted::Active)) if parent_active => vec![],
            (State::Suspended, Some(Wanted::Active)) => vec!["27009"],
            (_, Some(Wanted::Deleted)) if life.modern() => {
                let open = life.extended || life.cancel_until.is_some_and(|until| self.now <= until);
                if open { vec![] } else { vec!["900117"] }
            }
            _ => vec!["800040"],
        }
    }

    fn refuses_seats(&self, which: usize, seats: i64, asked: &Change) -> Codes {
        let life = &self.lives[which];
        if seats == life.seats {
            return vec![];
        }
        match (life.state, asked.status) {
            (State::Active, Some(Wanted::Suspended)) => return vec!["2001"],
            (State::Suspended, _) => return vec!["800091"],
            _ => {}
        }
        let mut no = Codes::new();
        if let Some(most) = life.sold().most.filter(|_| seats > life.seats) {
            if seats > most {
                no.push(if life.modern() { "800067" } else { "2002" });
            } else if life.modern() && self.seats_elsewhere(life.sold().licence, Some(which)) + seats > most {
                no.push("800088");
            }
        }
        if life.modern() && !life.extended && seats < life.seats {
            match life.reducible(self.now) {
                0 => no.push("900214"),
                open if life.seats - seats > open => no.push("800090"),
                _ => {}
            }
        }
        no
    }

    fn refuses_renewal(&self, which: usize, next: Option<Scheduled>, asked: &Change) -> Codes {
        let life = &self.lives[which];
        let mut no = Codes::new();
        if !life.modern() {
            return asked.scheduled.map(|_| "900263").into_iter().collect();
        }
        if let Some(next) = next {
            let sold = &SHELF[next.item];
            if renews(asked) != Some(true) {
                no.push("3000");
            }
            if next.cycle > next.term {
                no.push("900270");
            } else if sold.price(next.term, next.cycle).is_none() {
                no.push("900269");
            }
            if sold.most.is_some_and(|most| next.seats > most) {
                no.push("900275");
            } else if next.seats > life.seats
                && sold
                    .most
                    .is_some_and(|most| self.seats_elsewhere(sold.licence, Some(which)) + next.seats > most)
            {
                no.push("800088");
            }
        }
        if let Some(cycle) = asked.next_cycle.filter(|cycle| *cycle != life.cycle) {
            no.extend(refuses_cycle(life, life.term, cycle));
        }
        no
    }
}

pub(crate) fn wanted_seats(life: &Life, asked: &Change) -> i64 {
    match asked.seats {
        None => life.seats,
        Some(Seats::To(seats)) => seats,
        Some(Seats::More(more)) => life.seats + more,
        Some(Seats::Fewer(fewer)) => (life.seats - fewer).max(1),
    }
}

/// What is scheduled, in the terms of the shelf.
pub(crate) fn wanted_next(life: &Life, asked: &Change) -> Option<Scheduled> {
    let next = asked.scheduled?;
    Some(Scheduled {
        item: if next.upgrade && life.item == E3 { E5 } else { life.item },
        term: next.term,
        cycle: next.cycle,
        seats: next.seats,
    })
}

/// A plan that is not sold, or not as a change of the present one.
fn refuses_cycle(life: &Life, term: i32, cycle: i32) -> Codes {
    match (cycle > term, term == 36 && life.term == 36, life.sold().price(term, cycle)) {
        (true, ..) => vec!["900270"],
        (_, true, _) => vec!["800097"],
        (_, _, None) => vec!["900269"],
        _ => vec![],
    }
}

fn refuses_plan(life: &Life, asked: &Change) -> Codes {
    let term = asked.term.filter(|term| *term != life.term);
    let cycle = asked.cycle.filter(|cycle| *cycle != life.cycle);
    if term.is_none() && cycle.is_none() {
        return vec![];
    }
    if !life.modern() {
        return [cycle.map(|_| "2054"), term.map(|_| "900263")].into_iter().flatten().collect();
    }
    if life.state == State::Suspended {
        return vec!["800091"];
    }
    let (new_term, new_cycle) = (term.unwrap_or(life.term), cycle.unwrap_or(life.cycle));
    let mut no = refuses_cycle(life, new_term, new_cycle);
    if new_term < life.term {
        no.push("800122");
    }
    no
}

/// What a PATCH says of renewal; where it says it twice, in the reference's field.
fn renews(asked: &Change) -> Option<bool> {
    asked.renew.or((asked.choice == Some(Choice::Renew)).then_some(true))
}

/// A longer term begins at once; another cycle alone waits for the next charge.
fn change_plan(life: &mut Life, asked: &Change, now: DateTime) {
    let cycle = asked.cycle.unwrap_or(life.cycle);
    match asked.term.filter(|term| *term != life.term) {
        Some(term) => {
            let left_extension = std::mem::take(&mut life.extended);
            life.scheduled = None;
            life.renewal = term;
            life.begin(now.date(), term, cycle, life.sold().price(term, cycle).unwrap());
            if left_extension {
                life.open_windows(now);
            }
        }
        None if cycle != life.cycle => life.next_cycle = Some(cycle),
        None => {}
    }
}

/// What a PATCH says of renewal and the next charge, and, in new commerce, what it leaves out.
fn change_renewal(life: &mut Life, next: Option<Scheduled>, asked: &Change) {
    life.renews = renews(asked).unwrap_or(!life.modern() && life.renews);
    if !life.modern() {
        return;
    }
    life.choice = match asked.choice {
        _ if life.renews => Choice::Extend,
        Some(Choice::Extend) => Choice::Extend,
        Some(Choice::Cancel) => Choice::Cancel,
        Some(Choice::Renew) | None => life.choice,
    };
    life.scheduled = next;
    if asked.cycle.is_none_or(|cycle| cycle == life.cycle) {
        life.next_cycle = asked.next_cycle.filter(|cycle| *cycle != life.cycle);
    }
}
