//! An estate against the products file: SKUs and plans that nobody knows. Called by `case`.
//! A SKU that is not known has no known plans, so its users' need would be unknown: refused.

use super::EstateFile;
use crate::{
    json::Step,
    nearest::nearest,
    problem::{Problem, Problems, Severity, quoted},
};
use nahtlos_model::{
    catalogue::Catalogue,
    ids::{ServicePlanId, SkuId},
};
use std::collections::BTreeSet;

struct Against<'a> {
    read: &'a EstateFile,
    catalogue: &'a Catalogue,
    skus: BTreeSet<SkuId>,
    plans: BTreeSet<(SkuId, ServicePlanId)>,
}

/// Finds SKUs and plans of the estate that the products file lacks; each is reported once, at its first place.
pub fn check_against(read: &EstateFile, catalogue: &Catalogue, problems: &mut Problems) {
    let mut against = Against {
        read,
        catalogue,
        skus: BTreeSet::new(),
        plans: BTreeSet::new(),
    };
    for (i, subscription) in read.estate.subscriptions.iter().enumerate() {
        let steps = || vec![Step::key("subscriptions"), Step::Index(i), Step::key("skuId")];
        if let Some(problem) = against.sku(subscription.sku_id, steps) {
            // Without seats it does no harm.
            let severity = if subscription.is_active() {
                Severity::Error
            } else {
                Severity::Warning
            };
            problems.push(Problem { severity, ..problem });
        }
    }
    for (i, group) in read.estate.groups.iter().enumerate() {
        for (j, license) in group.licenses.iter().enumerate() {
            let way = || vec![Step::key("groups"), Step::Index(i), Step::key("licenses"), Step::Index(j)];
            against.license(license.sku_id, &license.disabled_plans, way, problems);
        }
    }
    for (i, user) in read.estate.users.iter().enumerate() {
        for (j, license) in user.licenses.iter().enumerate() {
            let way = || vec![Step::key("users"), Step::Index(i), Step::key("licenses"), Step::Index(j)];
            against.license(license.sku_id, &license.disabled_plans, way, problems);
        }
    }
}

impl Against<'_> {
    fn license(&mut self, sku: SkuId, disabled: &[ServicePlanId], way: impl Fn() -> Vec<Step>, problems: &mut Problems) {
        let to = |keys: &[Step]| way().into_iter().chain(keys.iter().cloned()).collect::<Vec<_>>();
        if let Some(problem) = self.sku(sku, || to(&[Step::key("skuId")])) {
            problems.push(problem);
        }
        for (k, plan) in disabled.iter().enumerate() {
            if let Some(problem) = self.plan(sku, *plan, || to(&[Step::key("disabledPlans"), Step::Index(k)])) {
                problems.push(problem);
            }
        }
    }

    fn sku(&mut self, sku: SkuId, steps: impl Fn() -> Vec<Step>) -> Option<Problem> {
        if self.catalogue.products.contains_key(&sku) || !self.skus.insert(sku) {
            return None;
        }
        let steps = steps();
        let text = sku.to_string();
        let known: Vec<String> = self.catalogue.products.keys().map(ToString::to_string).collect();
        // GUIDs that merely share a few digits are not meant; a slip is one or two of them.
        let near = nearest(&text, known.iter().map(String::as_str))
            .filter(|near| near.bytes().zip(text.bytes()).filter(|(a, b)| a != b).count() <= 2)
            .and_then(|near| near.parse::<SkuId>().ok());
        let mend = match near {
            Some(near) => format!(
                "Perhaps {near} ({}) is meant; else give a newer products file.",
                self.catalogue.sku_name(near)
            ),
            None => "Give a newer products file, or correct the id.".to_owned(),
        };
        let message = format!("{} is {}, a SKU that the products file lacks.", Step::join(&steps), quoted(&text));
        Some(self.read.problem(&steps, "unknownSku", message, &mend).found(&text))
    }

    fn plan(&mut self, sku: SkuId, plan: ServicePlanId, steps: impl Fn() -> Vec<Step>) -> Option<Problem> {
        let inside = self.catalogue.products.get(&sku)?.plans.binary_search(&plan).is_ok();
        if inside || !self.plans.insert((sku, plan)) {
            return None;
        }
        let steps = steps();
        let at = Step::join(&steps);
        let text = plan.to_string();
        if self.catalogue.plans.contains_key(&plan) {
            let message = format!(
                "{at} is {} ({}), which is not in SKU {}.",
                quoted(&text),
                self.catalogue.plan_name(plan),
                self.catalogue.sku_name(sku)
            );
            let problem = self.read.problem(
                &steps,
                "planNotInSku",
                message,
                "It changes nothing; correct the id if another plan is meant.",
            );
            return Some(
                Problem {
                    severity: Severity::Warning,
                    ..problem
                }
                .found(&text),
            );
        }
        let message = format!("{at} is {}, a service plan that the products file lacks.", quoted(&text));
        Some(
            self.read
                .problem(&steps, "unknownPlan", message, "Give a newer products file, or correct the id.")
                .found(&text),
        )
    }
}
