//! How a customer stands: the proof in full, and then batch by batch.

use super::{
    Ahead, Person, Present, Supply,
    ground::{Ground, Held},
    pools::{Level, Pools},
};
use crate::verify::{CounterExample, bits::Bits};
use nahtlos_model::{
    catalogue::Catalogue,
    dates::{Date, DayNumber, date_of, day_number},
    ids::SkuId,
    notice::{CounterCode, Notice, Value},
    plan::AddLicense,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Where the least seats are free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tight {
    /// The pool.
    pub sku: SkuId,
    /// First day.
    pub day: Date,
    /// First day after; the same day: only now, until today's changes are made.
    pub until: Date,
    /// Licences held.
    pub held: u32,
    /// Seats.
    pub seats: u32,
}

/// A proved present, to which batches of licence changes are added as they are made.
#[derive(Debug)]
pub struct Standing {
    pub(super) ground: Ground,
    pub(super) pools: Pools,
    day: Date,
    people: Vec<Someone>,
    needs: Vec<Bits>,
    tightest: Option<Tight>,
    /// Today's changes.
    today: Vec<Ahead>,
}

/// Need, what is held, what was held at the beginning, and the changes to come: who have the same go the same way.
type Way = (usize, Held, BTreeMap<usize, Bits>, Vec<usize>);

/// Seats that somebody takes or gives back: SKU, day, how many.
type Taken = Vec<(usize, DayNumber, i64)>;

/// A person in numbers.
#[derive(Debug)]
struct Someone {
    id: String,
    need: usize,
    held: Held,
    /// What is on in which SKU, as it was when the move began.
    began: BTreeMap<usize, Bits>,
}

impl Standing {
    /// Proves that everybody is covered and every pool has its seats at every instant from now to the horizon.
    ///
    /// # Errors
    /// The first counter-example: cover before seats, of each the earliest.
    pub fn prove(catalogue: &Catalogue, present: Present) -> Result<Self, CounterExample> {
        let Present {
            day,
            horizon,
            people,
            supplies,
            mut ahead,
        } = present;
        let ground = ground(catalogue, &people, &supplies, &ahead);
        let mut standing = Self {
            pools: Pools::new(&ground, day, horizon, &supplies),
            people: Vec::with_capacity(people.len()),
            needs: Vec::new(),
            tightest: None,
            today: Vec::new(),
            ground,
            day,
        };
        standing.take_in(people)?;
        ahead.sort_by_key(|change| change.date);
        standing.cover(&ahead)?;
        match standing.pools.short() {
            Some(level) => Err(standing.short(level, &supplies)),
            None => {
                standing.tightest = standing.pools.tightest().map(|level| standing.tight(level));
                ahead.retain(|change| change.date <= day);
                standing.today = ahead;
                Ok(standing)
            }
        }
    }

    /// Users who were looked at: those who need something.
    pub fn users(&self) -> usize {
        self.people.iter().filter(|someone| !self.needs[someone.need].is_empty()).count()
    }

    /// The day until which it is proved: the horizon, or tomorrow where that is over.
    pub fn until(&self) -> Date {
        date_of(self.pools.horizon())
    }

    /// Where the least seats were free when it was proved.
    pub fn tightest(&self) -> Option<Tight> {
        self.tightest
    }

    /// Today's changes, in the order that [`Turn::change`](super::Turn) counts by.
    pub fn todays(&self) -> &[Ahead] {
        &self.today
    }

    /// Seats free now, by SKU; fewer than none where some are missing.
    pub(super) fn free(&self) -> Vec<i64> {
        (0..self.pools.held.len())
            .map(|sku| self.pools.seats[sku] - self.pools.held[sku])
            .collect()
    }

    /// What a change of today takes from each pool (fewer than none: gives back) for one person; `None`: it cannot be made.
    pub(super) fn takes(&self, place: usize, change: &Ahead) -> Option<Vec<(usize, i64)>> {
        let someone = &self.people[place];
        if self.needs[someone.need].is_empty() {
            return Some(Vec::new());
        }
        let next = self.changed(someone, &someone.held, change).ok()?;
        let (before, after) = (distinct(&someone.held), distinct(&next));
        let gone = before.difference(&after).map(|sku| (*sku, -1));
        Some(gone.chain(after.difference(&before).map(|sku| (*sku, 1))).collect())
    }

    /// A SKU by its number.
    pub(super) fn sku(&self, number: usize) -> SkuId {
        self.ground.skus[number]
    }

    /// Makes a change of today for some people: whether each is covered after it, and their pools have the seats now. What is to come was
    /// proved with this change in it, so it need not be looked at again.
    ///
    /// # Errors
    /// The counter-example; nothing is changed then.
    pub fn switch(&mut self, people: &[usize], remove: &[SkuId], add: &[AddLicense], group: Option<&str>) -> Result<(), CounterExample> {
        let change = Ahead {
            date: self.day,
            remove: remove.to_vec(),
            add: add.to_vec(),
            group: group.map(str::to_owned),
            people: Vec::new(),
        };
        let mut after = Vec::with_capacity(people.len());
        let mut by: HashMap<usize, i64> = HashMap::new();
        for &place in people {
            let someone = &self.people[place];
            let next = self.changed(someone, &someone.held, &change)?;
            self.judge(someone, &next, true, self.day)?;
            if !self.needs[someone.need].is_empty() {
                distinct(&someone.held).into_iter().for_each(|sku| *by.entry(sku).or_default() -= 1);
                distinct(&next).into_iter().for_each(|sku| *by.entry(sku).or_default() += 1);
            }
            after.push((place, next));
        }
        for (&sku, &more) in &by {
            let level = self.pools.now(sku);
            if more > 0 && level.held + more > level.seats {
                let level = Level {
                    held: level.held + more,
                    ..level
                };
                return Err(self.short(level, &[]));
            }
        }
        for (place, next) in after {
            self.people[place].held = next;
        }
        for (sku, more) in by {
            self.pools.held[sku] += more;
        }
        Ok(())
    }

    /// Numbers people, and judges what they hold now.
    fn take_in(&mut self, people: Vec<Person>) -> Result<(), CounterExample> {
        let mut needs: HashMap<Bits, usize> = HashMap::new();
        let mut judged: HashSet<(usize, Held)> = HashSet::new();
        for person in people {
            let held = self.ground.held(&person.licenses).map_err(|sku| unknown(sku, &person.id))?;
            let next = needs.len();
            let need = self.ground.set(&person.need);
            let need = *needs.entry(need.clone()).or_insert_with(|| {
                self.needs.push(need);
                next
            });
            // A SKU that the catalogue lacks cannot be held again by what the plan gives.
            let began = merged(&self.ground.held(&person.began).unwrap_or_default());
            let someone = Someone {
                id: person.id,
                need,
                held,
                began,
            };
            if !judged.contains(&(need, someone.held.clone())) {
                self.judge(&someone, &someone.held, false, self.day)?;
                judged.insert((need, someone.held.clone()));
            }
            if !self.needs[need].is_empty() {
                distinct(&someone.held).into_iter().for_each(|sku| self.pools.held[sku] += 1);
            }
            self.people.push(someone);
        }
        Ok(())
    }

    /// Follows everybody through what is to come.
    fn cover(&mut self, ahead: &[Ahead]) -> Result<(), CounterExample> {
        let mut ways: Vec<Vec<usize>> = vec![Vec::new(); self.people.len()];
        for (at, change) in ahead.iter().enumerate() {
            for &place in &change.people {
                let way = &mut ways[place];
                if way.last() != Some(&at) {
                    way.push(at);
                }
            }
        }
        // Many take the same way from the same place: each is judged once.
        let mut first: Option<(Date, CounterExample)> = None;
        let mut judged: HashMap<Way, Taken> = HashMap::new();
        for (place, way) in ways.into_iter().enumerate().filter(|(_, way)| !way.is_empty()) {
            let someone = &self.people[place];
            let key = (someone.need, someone.held.clone(), someone.began.clone(), way);
            let moves = match judged.get(&key) {
                Some(moves) => moves,
                None => match self.follow(someone, &key.3, ahead) {
                    Ok(moves) => judged.entry(key).or_insert(moves),
                    Err((date, refutation)) => {
                        if first.as_ref().is_none_or(|(earliest, _)| date < *earliest) {
                            first = Some((date, refutation));
                        }
                        continue;
                    }
                },
            };
            for &(sku, day, by) in moves {
                self.pools.change(sku, day, by);
            }
        }
        first.map_or(Ok(()), |(_, refutation)| Err(refutation))
    }

    /// One's way: licences that come and go, by day.
    fn follow(&self, someone: &Someone, way: &[usize], ahead: &[Ahead]) -> Result<Taken, (Date, CounterExample)> {
        let (mut held, mut moves) = (someone.held.clone(), Vec::new());
        let counts = !self.needs[someone.need].is_empty();
        for same_day in way.chunk_by(|a, b| ahead[*a].date == ahead[*b].date) {
            let date = ahead[same_day[0]].date;
            let mut next = held.clone();
            for &at in same_day {
                next = self.changed(someone, &next, &ahead[at]).map_err(|refuted| (date, refuted))?;
            }
            self.judge(someone, &next, true, date).map_err(|refuted| (date, refuted))?;
            if counts {
                moves.extend(distinct(&held).into_iter().map(|sku| (sku, day_number(date), -1)));
                moves.extend(distinct(&next).into_iter().map(|sku| (sku, day_number(date), 1)));
            }
            held = next;
        }
        Ok(moves)
    }

    /// What one holds after a change. A change of one's own takes and replaces a SKU wholly, a group's only what the group gives.
    fn changed(&self, someone: &Someone, held: &Held, change: &Ahead) -> Result<Held, CounterExample> {
        let about = |code, sku: SkuId| self.about(code, someone, change.date).with("sku", Value::Sku(sku));
        let mut next = held.clone();
        let goes = |sku: usize, of: &(usize, Option<String>, Bits)| of.0 == sku && (change.group.is_none() || of.1 == change.group);
        for &id in &change.remove {
            let sku = self.ground.sku(id).filter(|sku| next.iter().any(|of| goes(*sku, of)));
            let sku = sku.ok_or_else(|| about(CounterCode::RemovesNotHeld, id))?;
            next.retain(|of| !goes(sku, of));
        }
        for add in &change.add {
            let (sku, on) = self.ground.given(add).map_err(|sku| unknown(sku, &someone.id))?;
            next.retain(|of| !goes(sku, of));
            next.push((sku, change.group.clone(), on));
        }
        Ok(next)
    }

    /// Whether somebody is covered by what they hold, and nothing in it excludes another: that only where it is held anew.
    fn judge(&self, someone: &Someone, held: &Held, anew: bool, date: Date) -> Result<(), CounterExample> {
        let need = &self.needs[someone.need];
        let lost = self.ground.lacking(need, &self.ground.on(held));
        if !lost.is_empty() {
            return Err(self
                .about(CounterCode::UserUncovered, someone, date)
                .with("users", Value::Count(1))
                .with("held", self.skus(held))
                .with("until", Value::Date(date_of(self.pools.horizon())))
                .with("plans", Value::Plans(self.ground.ids(&lost)))
                .with("before", self.skus(&someone.held)));
        }
        let looked_at = anew && !need.is_empty() && merged(held) != someone.began;
        match self.ground.conflict(held).filter(|_| looked_at) {
            None => Ok(()),
            Some(conflict) => Err(self
                .about(CounterCode::ExclusionConflict, someone, date)
                .with("users", Value::Count(1))
                .with("held", self.skus(held))
                .with("group", Value::Text(conflict.group.to_owned()))
                .with("plan", Value::Plan(conflict.first.0))
                .with("sku", Value::Sku(conflict.first.1))
                .with("otherPlan", Value::Plan(conflict.second.0))
                .with("otherSku", Value::Sku(conflict.second.1))),
        }
    }

    fn about(&self, code: CounterCode, someone: &Someone, date: Date) -> CounterExample {
        Notice::new(code)
            .with("user", Value::Text(someone.id.clone()))
            .with("day", Value::Date(date))
            .about([&someone.id])
    }

    fn skus(&self, held: &Held) -> Value {
        Value::Skus(distinct(held).into_iter().map(|sku| self.ground.skus[sku]).collect())
    }

    /// A pool comes short: what is at stake, and what ends just then.
    fn short(&self, level: Level, supplies: &[Supply]) -> CounterExample {
        let (id, day) = (self.ground.skus[level.sku], date_of(level.from));
        let holders = self.people.iter().filter(|someone| {
            let holds = someone.held.iter().any(|(sku, ..)| *sku == level.sku);
            holds && !self.needs[someone.need].is_empty()
        });
        let (mut plans, mut named) = (self.ground.set(&[]), Vec::new());
        for someone in holders {
            for (_, _, on) in someone.held.iter().filter(|(sku, ..)| *sku == level.sku) {
                plans.add(&on.and(&self.needs[someone.need]));
            }
            if named.len() < 20 {
                named.push(someone.id.clone());
            }
        }
        let ending = supplies.iter().filter(|s| s.sku == id && s.to == Some(day));
        let causes: Vec<&str> = ending.map(|s| s.source.as_str()).collect();
        Notice::new(CounterCode::SeatsShort)
            .with("sku", Value::Sku(id))
            .with("day", Value::Date(day))
            .with("until", Value::Date(date_of(level.to)))
            .with("held", Value::Count(level.held))
            .with("seats", Value::Count(level.seats))
            .with("short", Value::Count(level.held - level.seats))
            .with("plans", Value::Plans(self.ground.ids(&plans)))
            .with("cause", Value::Text(causes.join(", ")))
            .about(named)
    }

    fn tight(&self, level: Level) -> Tight {
        Tight {
            sku: self.ground.skus[level.sku],
            day: date_of(level.from),
            until: date_of(level.to),
            held: u32::try_from(level.held).unwrap_or(u32::MAX),
            seats: u32::try_from(level.seats).unwrap_or(u32::MAX),
        }
    }
}

/// What is on in which SKU.
fn merged(held: &Held) -> BTreeMap<usize, Bits> {
    let mut all: BTreeMap<usize, Bits> = BTreeMap::new();
    for (sku, _, on) in held {
        all.entry(*sku).and_modify(|there| there.add(on)).or_insert_with(|| on.clone());
    }
    all
}

/// The SKUs held, each once: a licence held directly and through a group takes one seat.
fn distinct(held: &Held) -> BTreeSet<usize> {
    held.iter().map(|(sku, ..)| *sku).collect()
}

fn ground(catalogue: &Catalogue, people: &[Person], supplies: &[Supply], ahead: &[Ahead]) -> Ground {
    let mut skus: BTreeSet<SkuId> = supplies.iter().map(|supply| supply.sku).collect();
    skus.extend(people.iter().flat_map(|person| person.licenses.iter().map(|l| l.sku_id)));
    skus.extend(ahead.iter().flat_map(|change| change.add.iter().map(|add| add.sku_id)));
    Ground::new(catalogue, skus, people.iter().flat_map(|person| person.need.iter().copied()))
}

fn unknown(sku: SkuId, user: &str) -> CounterExample {
    Notice::new(CounterCode::UnknownSku)
        .with("sku", Value::Sku(sku))
        .with("user", Value::Text(user.to_owned()))
        .about([user])
}
