//! Promotions as the wire shows them.

use crate::api::convert;
use nahtlos_model::{
    assortment::Promotion,
    instants::{DAY_MS, Instant},
};
use nahtlos_wire::{catalogue::PricingPolicy, promotions as wire};

/// A promotion; its conditions only where one is asked for by its id, as with the reference.
pub(crate) fn promotion_view(promotion: &Promotion, conditions: bool) -> wire::ProductPromotion {
    wire::ProductPromotion {
        id: Some(promotion.id.clone()),
        name: Some(promotion.name.clone()),
        description: Some(promotion.description.clone()),
        start_date: Some(Instant::start_of(promotion.from)),
        end_date: Some(Instant(Instant::start_of(promotion.until).0 + DAY_MS - 1000)),
        properties: Some(wire::PromotionProperties {
            is_auto_applicable: Some(promotion.automatic),
        }),
        required_products: Some(vec![wire::RequiredProduct {
            product_id: promotion.offer.0.split(':').next().map(str::to_owned),
            sku_id: promotion.offer.0.split(':').nth(1).map(str::to_owned),
            term: Some(term_kind(promotion)),
            pricing_policies: Some(vec![PricingPolicy {
                policy_type: Some("PercentDiscount".to_owned()),
                value: Some(fraction(promotion.percent)),
            }]),
        }]),
        promotion_constraints: conditions.then(|| constraints(promotion)),
    }
}

/// Term and billing cycle of a promotion.
pub(crate) fn term_kind(promotion: &Promotion) -> wire::TermKind {
    wire::TermKind {
        duration: Some(promotion.term.to_string()),
        billing_cycle: Some(convert::cycle(promotion.billing)),
    }
}

/// Whole percents as a decimal fraction: 15 is `0.15`.
fn fraction(percent: i64) -> String {
    let text = format!("{}.{:02}", percent / 100, percent % 100);
    text.strip_suffix('0')
        .filter(|short| !short.ends_with('.'))
        .unwrap_or(&text)
        .to_owned()
}

fn constraints(promotion: &Promotion) -> wire::PromotionConstraints {
    let seats = promotion.min_seats.is_some() || promotion.max_seats.is_some();
    let owned = |id: &nahtlos_model::ids::OfferId| wire::ProductOwnership {
        big_id: Some(id.0.replace(':', "/")),
        ..wire::ProductOwnership::default()
    };
    wire::PromotionConstraints {
        seat_constraints: seats.then(|| {
            vec![wire::SeatConstraint {
                min_seats: Some(convert::count(promotion.min_seats.unwrap_or(1))),
                max_seats: promotion.max_seats.map(convert::count),
                kind: Some("SubscriptionQuantity".to_owned()),
            }]
        }),
        asset_ownership_limits: promotion.max_redemptions.map(|max| {
            vec![wire::AssetLimit {
                min_assets: Some(0),
                max_assets: Some(convert::count(max)),
                kind: Some("LifetimeRedemptionCount".to_owned()),
            }]
        }),
        eligibility_constraints: Some(vec![wire::EligibilityConstraint {
            is_applicable: Some(promotion.first_purchase),
            kind: Some("FirstPurchase".to_owned()),
        }]),
        // Groups of alternatives, one group here: any of these products will do.
        product_ownership_constraints: (!promotion.needs.is_empty()).then(|| vec![promotion.needs.iter().map(owned).collect()]),
    }
}

#[cfg(test)]
mod tests {
    use super::fraction;

    #[test]
    fn percents_are_fractions() {
        for (percent, text) in [(5, "0.05"), (15, "0.15"), (50, "0.5"), (20, "0.2"), (100, "1.0")] {
            assert_eq!(fraction(percent), text);
        }
    }
}
