//! For every pair of places, who of the one would go to the other at the least loss, and what that is.
//!
//! A step whose customer has gone is too small, never too large: whoever is found by it is looked at again. So leaving costs nothing, and
//! coming somewhere one look at every day.

use super::number::Number;

pub(super) struct Steps<N> {
    /// Days and the root.
    width: usize,
    least: Vec<N>,
    who: Vec<u32>,
    /// Who is at each place, and where in that list.
    on: Vec<Vec<u32>>,
    spot: Vec<u32>,
}

impl<N: Number> Steps<N> {
    pub(super) fn new(days: usize, customers: usize) -> Self {
        let width = days + 1;
        Self {
            width,
            least: vec![N::FAR; width * width],
            who: vec![0; width * width],
            on: vec![Vec::new(); width],
            spot: vec![u32::MAX; customers],
        }
    }

    pub(super) fn on(&self, place: usize) -> &[u32] {
        &self.on[place]
    }

    pub(super) fn who(&self, from: usize, to: usize) -> u32 {
        self.who[from * self.width + to]
    }

    pub(super) fn least(&self, from: usize, to: usize) -> N {
        self.least[from * self.width + to]
    }

    pub(super) fn set(&mut self, from: usize, to: usize, (least, who): (N, u32)) {
        let at = from * self.width + to;
        (self.least[at], self.who[at]) = (least, who);
    }

    /// Takes a customer from one list into another; one who was nowhere yet comes from nowhere.
    pub(super) fn moved(&mut self, who: u32, from: usize, to: usize) {
        let spot = self.spot[who as usize];
        if spot != u32::MAX {
            self.on[from].swap_remove(spot as usize);
            if let Some(&other) = self.on[from].get(spot as usize) {
                self.spot[other as usize] = spot;
            }
        }
        self.spot[who as usize] = self.on[to].len() as u32;
        self.on[to].push(who);
    }

    /// Steps of a customer from its place to days in a row: their costs and what comes to each.
    pub(super) fn offer(&mut self, who: u32, from: usize, first: usize, costs: &[i64], more: N) {
        let at = from * self.width + first;
        let end = at + costs.len();
        let known = self.least[at..end].iter_mut().zip(&mut self.who[at..end]);
        for ((least, whose), &cost) in known.zip(costs) {
            let step = N::of(cost) + more;
            if step < *least {
                (*least, *whose) = (step, who);
            }
        }
    }

    pub(super) fn offer_one(&mut self, who: u32, from: usize, to: usize, step: N) {
        if step < self.least(from, to) {
            self.set(from, to, (step, who));
        }
    }

    /// The place to which a step from one is the least with prices, and the sum. A step to the place itself is nothing, and never less.
    pub(super) fn best(&self, from: usize, prices: &[N]) -> Option<(N, usize)> {
        let steps = &self.least[from * self.width..(from + 1) * self.width];
        let sums = steps.iter().zip(prices).map(|(&step, &price)| step + price);
        let least = sums.clone().fold(N::FAR, N::min);
        sums.into_iter().position(|sum| sum == least).map(|to| (least, to))
    }
}
