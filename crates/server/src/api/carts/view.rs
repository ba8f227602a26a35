//! A cart as the wire shows it: lines with prices, or with what is wrong with them.

use crate::api::{
    context::View,
    convert,
    orders::pricing::{self, Money},
};
use nahtlos_model::{
    instants::Instant,
    orders::{Cart, CartLine, CartStatus, LineError},
    refusals::Code,
};
use nahtlos_wire::{
    Attributes, Links, Open, carts as wire,
    enums::{CartErrorCode, CartStatus as WireStatus, ParticipantType},
};
use serde_json::{Map, Value};

impl View {
    /// A cart.
    pub(crate) fn cart(&self, cart: &Cart) -> wire::Cart {
        wire::Cart {
            id: Some(cart.id.clone()),
            creation_timestamp: Some(cart.created),
            last_modified_timestamp: Some(cart.modified),
            expiration_timestamp: Some(cart.expires),
            last_modified_user: Some(cart.user.clone()),
            status: Some(match cart.status {
                CartStatus::Active => WireStatus::Active,
                CartStatus::Ordered => WireStatus::Ordered,
            }),
            line_items: Some(cart.lines.iter().map(|line| self.cart_line(cart, line)).collect()),
            partner_on_record_attestation_accepted: cart.record_attested.then_some(true),
            links: Some(Links::to_self(format!("/customers/{}/carts/{}", cart.customer_id, cart.id))),
            attributes: Some(Attributes::of("Cart")),
        }
    }

    fn cart_line(&self, cart: &Cart, line: &CartLine) -> wire::CartLineItem {
        let currency = cart.place.currency;
        let money = line.unit_price.zip(line.list_price).map(|(unit, list)| Money {
            list,
            unit,
            quantity: line.quantity,
            charged_minor: line.charged_minor.unwrap_or(0),
            term_minor: line.term_minor.unwrap_or(0),
            currency,
        });
        wire::CartLineItem {
            id: Some(convert::count(line.id)),
            catalog_item_id: Some(line.item.clone()),
            friendly_name: line.friendly_name.clone(),
            quantity: Some(convert::count(line.quantity)),
            currency_code: Some(currency.code().to_owned()),
            billing_cycle: Some(convert::cycle(line.cycle)),
            term_duration: line.term.map(|term| term.to_string()),
            participants: participants(line),
            provisioning_context: Some(line.provisioning.clone()),
            order_group: Some(line.group.clone()),
            addon_items: (!line.addons.is_empty()).then(|| line.addons.iter().map(|addon| self.cart_line(cart, addon)).collect()),
            renews_to: line.renewal_term.map(|term| wire::RenewsTo {
                term_duration: Some(term.to_string()),
            }),
            promotion_id: line.promotion.clone(),
            custom_term_end_date: line.custom_end.map(Instant::start_of),
            attestation_accepted: line.attested.then_some(true),
            error: line.error.as_ref().map(|error| self.line_error(line, error)),
            pricing: money.map(pricing::shown),
            purchase_system: None,
        }
    }

    fn line_error(&self, line: &CartLine, error: &LineError) -> wire::CartError {
        wire::CartError {
            error_code: Some(kind(line, error)),
            error_description: Some(self.center.texts.line_error(&self.locale, error)),
            additional_information: Some(numbers(error)),
        }
    }
}

fn participants(line: &CartLine) -> Option<Vec<wire::Participant>> {
    let of = |key: ParticipantType, value: &String| wire::Participant {
        key: Some(key),
        value: Some(value.clone()),
    };
    let first = line.mpn_id.iter().map(|mpn| of(ParticipantType::TransactionReseller, mpn));
    let more = line.more_mpn_ids.iter();
    let more = more.map(|mpn| of(ParticipantType::AdditionalTransactionReseller, mpn));
    let all: Vec<_> = first.chain(more).collect();
    (!all.is_empty()).then_some(all)
}

/// The reference's word for what is wrong, where it has one; else the number of the refusal.
fn kind(line: &CartLine, error: &LineError) -> Open<CartErrorCode> {
    use CartErrorCode as C;
    let most = error.values.get("max").and_then(|max| max.parse::<i64>().ok());
    let known = match Code::ALL.iter().find(|code| code.key() == error.key) {
        Some(Code::CurrencyInvalid) => C::CurrencyIsNotSupported,
        Some(
            Code::CatalogItemMissing
            | Code::OfferInvalid
            | Code::ProductUnknown
            | Code::SkuUnknown
            | Code::AvailabilityUnknown
            | Code::OfferNotInCountry
            | Code::NotPurchasable,
        ) => C::CatalogItemIdIsNotValid,
        Some(Code::CartQuantity | Code::QuantityOutOfRange) if most.is_some_and(|most| line.quantity > most) => {
            C::MaxAllowedSeatsPerSubscriptionExceeded
        }
        Some(Code::CartQuantity | Code::QuantityOutOfRange | Code::InvalidProperty) => C::InvalidInput,
        Some(Code::SeatsRemaining | Code::AssetsRemaining | Code::TenantSubscriptionLimit) => C::QuotaNotAvailable,
        Some(Code::SandboxLimit) => C::SandboxLimitExceeded,
        Some(Code::PromotionInvalid) => C::InvalidPromotionId,
        Some(Code::AttestationMissing) => C::AttestationNotAccepted,
        Some(Code::CycleInvalid | Code::CycleLongerThanTerm | Code::OrderCycleLacking | Code::TermInvalid) => C::BillingPlanNotSupported,
        Some(Code::CustomEndUnsupported) => C::InvalidCustomTermEndDateProduct,
        Some(Code::CustomEndOutside | Code::CustomEndUnaligned) => C::InvalidCustomTermEndDate,
        Some(Code::OfferWithdrawn) => C::LegacyOfferNotEligibleForPurchase,
        Some(Code::ParentNotActive | Code::SubscriptionUnknown | Code::AddOnNotOfParent) => C::SubscriptionIsNotValid,
        Some(Code::MpnUnknown | Code::MpnNotReseller) => C::ParticipantsIsNotSupportedForPartner,
        _ => return Open::Other(error.code.clone()),
    };
    Open::Known(known)
}

/// The numbers of the sentence, by the names that the reference gives some of them.
fn numbers(error: &LineError) -> Map<String, Value> {
    let named = |name: &str| match name {
        "max" | "limit" => Some("maximumQuantity"),
        "min" => Some("minimumQuantity"),
        "remaining" => Some("availableQuantity"),
        _ => None,
    };
    let values = error.values.iter();
    values
        .filter_map(|(name, value)| Some((named(name)?.to_owned(), Value::from(value.parse::<i64>().ok()?))))
        .collect()
}
