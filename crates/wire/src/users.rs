//! Users of a customer, their roles, and what a patch may change of a user.
//!
//! Used by the user operations of the Partner Center API; Graph's users are in `graph::users`. Passwords are written by clients only.

use crate::{
    Attributes, Links,
    enums::{UserDomainType, UserState},
};
use nahtlos_model::instants::Instant;

shape! {
    pub struct CustomerUser {
        id: String,
        user_principal_name: String,
        first_name: String,
        last_name: String,
        display_name: String,
        usage_location: String,
        immutable_id: String,
        password_profile: PasswordProfile,
        phone_number: String,
        user_domain_type: UserDomainType,
        state: UserState,
        links: Links,
        attributes: Attributes,
    } sent {
        last_directory_sync_time: Instant,
        soft_deletion_time: Instant,
    }

    pub struct PasswordProfile {
        password: String,
        force_change_password: bool,
    }

    /// What a PATCH says about a user; what it leaves out stays.
    pub struct UserPatch {
    } sent {
        id: String,
        user_principal_name: String,
        first_name: String,
        last_name: String,
        display_name: String,
        usage_location: String,
        immutable_id: String,
        password_profile: PasswordProfile,
        phone_number: String,
        state: UserState,
    }

    pub struct UserMember {
        id: String,
        display_name: String,
        user_principal_name: String,
        role_id: String,
        attributes: Attributes,
    }

    pub struct DirectoryRole {
        id: String,
        name: String,
        attributes: Attributes,
    }
}
