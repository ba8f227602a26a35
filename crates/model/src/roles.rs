//! Directory roles of a tenant: their well-known template ids, their names, and which of them are roles that may do something here.
//!
//! Used by the use cases that give and take roles, and where tokens say what a user is. The list is data: a role that the center has
//! no rights for may be given, listed and taken like any other, and allows nothing.

use crate::permissions::Role;

/// A directory role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DirectoryRole {
    /// Template id, lower case.
    pub id: &'static str,
    /// Name, as the reference shows it; not translated there either.
    pub name: &'static str,
    /// The role of ours whose rights it gives; `None`: it gives none.
    pub role: Option<Role>,
}

impl DirectoryRole {
    /// The word under which a user's role is kept: our role's, or the template id of a role without rights.
    pub fn word(&self) -> &'static str {
        self.role.map_or(self.id, Role::as_str)
    }
}

const fn plain(id: &'static str, name: &'static str) -> DirectoryRole {
    DirectoryRole { id, name, role: None }
}

const fn ours(id: &'static str, name: &'static str, role: Role) -> DirectoryRole {
    DirectoryRole {
        id,
        name,
        role: Some(role),
    }
}

/// Every role, in order of names. Source: Entra documentation, built-in roles (template ids).
pub const DIRECTORY_ROLES: &[DirectoryRole] = &[
    plain("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "Application Administrator"),
    plain("cf1c38e5-3621-4004-a7cb-879624dced7c", "Application Developer"),
    plain("c4e39bd9-1100-46d3-8c65-fb160da0071f", "Authentication Administrator"),
    ours("b0f54661-2d74-4c50-afa3-1ec803f12efe", "Billing Administrator", Role::BillingAdmin),
    plain("158c047a-c907-4556-b7ef-446551a6b5f7", "Cloud Application Administrator"),
    plain("7698a772-787b-4ac8-901f-60d6b08affd2", "Cloud Device Administrator"),
    plain("17315797-102d-40b4-93e0-432062caca18", "Compliance Administrator"),
    plain("b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", "Conditional Access Administrator"),
    plain("88d8e3e3-8f55-4a1e-953a-9b9898b8876b", "Directory Readers"),
    plain("9360feb5-f418-4baa-8175-e2a00bac4301", "Directory Writers"),
    plain("8329153b-31d0-4727-b945-745eb3bc5f31", "Domain Name Administrator"),
    plain("29232cdf-9323-42fd-ade2-1d097af3e4de", "Exchange Administrator"),
    ours("62e90394-69f5-4237-9190-012177145e10", "Global Administrator", Role::GlobalAdmin),
    ours("f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Global Reader", Role::GlobalReader),
    plain("fdd7a751-b60b-444a-984c-02652fe8fa1c", "Groups Administrator"),
    plain("95e79109-95c0-4d8e-aee3-d01accf2d47b", "Guest Inviter"),
    plain("729827e3-9c14-49f7-bb1b-9608f156bbb8", "Helpdesk Administrator"),
    plain("8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2", "Hybrid Identity Administrator"),
    plain("3a2c62db-5318-420d-8d74-23affee5d9d5", "Intune Administrator"),
    ours("4d6ac14f-3453-41d0-bef9-a3e0c569773a", "License Administrator", Role::LicenseAdmin),
    plain("790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b", "Message Center Reader"),
    plain("2b745bdf-0803-4d80-aa65-822c4493daac", "Office Apps Administrator"),
    plain("966707d0-3269-4727-9be2-8c3a10f19b9d", "Password Administrator"),
    plain("7be44c8a-adaf-4e2a-84d6-ab2649e08a13", "Privileged Authentication Administrator"),
    plain("e8611ab8-c189-46e8-94e1-60213ab1f814", "Privileged Role Administrator"),
    plain("4a5d8f65-41da-4de4-8968-e035b65339cf", "Reports Reader"),
    plain("194ae4cb-b126-40b2-bd5b-6091b380977d", "Security Administrator"),
    plain("5d6b6bb7-de71-4623-b4af-96380a352509", "Security Reader"),
    plain("f023fd81-a637-4b56-95fd-791ac0226033", "Service Support Administrator"),
    plain("f28a1f50-f6e7-4571-818b-6a12f2af6b6c", "SharePoint Administrator"),
    plain("75941009-915a-4869-abe7-691bff18279e", "Skype for Business Administrator"),
    plain("69091246-20e8-4a56-aa4d-066075b2a7a8", "Teams Administrator"),
    ours("fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator", Role::UserAdmin),
];

/// A role by its template id, in any letter case.
pub fn by_id(id: &str) -> Option<&'static DirectoryRole> {
    DIRECTORY_ROLES.iter().find(|r| r.id.eq_ignore_ascii_case(id))
}

/// A role by the word under which it is kept; `None` for words that are none of a directory's (agents of a partner).
pub fn by_word(word: &str) -> Option<&'static DirectoryRole> {
    DIRECTORY_ROLES.iter().find(|r| r.word() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_listed_once_and_found_again() {
        let mut ids: Vec<&str> = DIRECTORY_ROLES.iter().map(|r| r.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), DIRECTORY_ROLES.len());
        assert!(DIRECTORY_ROLES.is_sorted_by_key(|r| r.name));
        for role in DIRECTORY_ROLES {
            assert_eq!(role.id, role.id.to_ascii_lowercase());
            assert_eq!(by_word(role.word()), Some(role));
            assert_eq!(by_id(&role.id.to_uppercase()), Some(role));
        }
        assert_eq!(by_word("adminAgent"), None);
    }
}
