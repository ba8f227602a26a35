//! Whether products are to be had for a customer before a purchase.
//!
//! Used by "check inventory" alone.

use crate::catalogue::Variables;

shape! {
    pub struct InventoryCheckRequest {
        target_items: Vec<InventoryItem>,
        inventory_context: Variables,
    }

    pub struct InventoryItem {
        product_id: String,
        sku_id: String,
        is_restricted: bool,
        restrictions: Vec<InventoryRestriction>,
    }

    pub struct InventoryRestriction {
        reason_code: String,
        description: String,
        properties: Variables,
    }
}
