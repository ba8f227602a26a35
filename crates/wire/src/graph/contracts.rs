//! Contracts: the customers of a partner's tenant as Graph sees them.
//!
//! Used by `contracts`. Names are copies from the day the relationship began; never join on them.

use nahtlos_model::instants::Instant;

spelled! {
    pub enum ContractType {
        SyndicationPartner = "SyndicationPartner", BreadthPartner = "BreadthPartner", ResellerPartner = "ResellerPartner",
    }
}

shape! {
    pub struct Contract {
        id: String,
        contract_type: ContractType,
        customer_id: String,
        default_domain_name: String,
        display_name: String,
    } null {
        deleted_date_time: Instant,
    }
}
