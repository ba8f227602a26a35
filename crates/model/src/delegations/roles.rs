//! Which built-in roles a relationship may ask for, and what each of them permits in a customer's directory.
//!
//! Asked where relationships and assignments are made, and by the engine's permit. A role is known by its template id; what a role
//! that is not named in [`rights`] may do is read, whatever it does elsewhere. Custom roles do not exist here.

use crate::{
    permissions::Action,
    roles::{self, DIRECTORY_ROLES},
};

/// Template id of Global Administrator: a relationship with it is never extended by itself.
pub const GLOBAL_ADMINISTRATOR: &str = "62e90394-69f5-4237-9190-012177145e10";
/// Changes licences of users and groups, and nothing else.
pub const LICENSE_ADMINISTRATOR: &str = "4d6ac14f-3453-41d0-bef9-a3e0c569773a";
/// Reads users and groups.
pub const DIRECTORY_READERS: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";

/// Roles of the relationship that a customer created today begins with, where the partner asks for it.
/// Source: Partner documentation, GDAP frequently asked questions (default roles since September 2023).
pub const DEFAULT: [&str; 11] = [
    "88d8e3e3-8f55-4a1e-953a-9b9898b8876b", // Directory Readers
    "9360feb5-f418-4baa-8175-e2a00bac4301", // Directory Writers
    "4d6ac14f-3453-41d0-bef9-a3e0c569773a", // License Administrator
    "f023fd81-a637-4b56-95fd-791ac0226033", // Service Support Administrator
    "fe930be7-5e62-47db-91af-98c3a49a38b1", // User Administrator
    "e8611ab8-c189-46e8-94e1-60213ab1f814", // Privileged Role Administrator
    "729827e3-9c14-49f7-bb1b-9608f156bbb8", // Helpdesk Administrator
    "7be44c8a-adaf-4e2a-84d6-ab2649e08a13", // Privileged Authentication Administrator
    "f2ef992c-3afb-46b9-b7cf-a126ee74c451", // Global Reader
    "158c047a-c907-4556-b7ef-446551a6b5f7", // Cloud Application Administrator
    "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", // Application Administrator
];

/// Those of [`DEFAULT`] that an indirect reseller does not get (the same source).
pub const FOR_SELLERS_ALONE: [&str; 2] = ["158c047a-c907-4556-b7ef-446551a6b5f7", "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"];

/// Built-in roles that no directory here gives to its own users, and that may be asked for all the same, in order of names.
/// Source: Entra documentation, built-in roles (template ids). Those that it calls unfit for use are left out.
const OTHERS: &[(&str, &str)] = &[
    ("d2562ede-74db-457e-a7b6-544e236ebb61", "AI Administrator"),
    ("9c6df0f2-1e7c-4dc3-b195-66dfbd24aa8f", "Attack Payload Author"),
    ("c430b396-e693-46cc-96f3-db01bf8bb62a", "Attack Simulation Administrator"),
    ("58a13ea3-c632-46ae-9ee0-9c0d43cd7f3d", "Attribute Assignment Administrator"),
    ("ffd52fa5-98dc-465c-991d-fc073eb59f8f", "Attribute Assignment Reader"),
    ("8424c6f0-a189-499e-bbd0-26c1753c96d4", "Attribute Definition Administrator"),
    ("1d336d2c-4ae8-42ef-9711-b3604ce3fc2c", "Attribute Definition Reader"),
    ("5b784334-f94b-471a-a387-e7219fc49ca2", "Attribute Log Administrator"),
    ("9c99539d-8186-4804-835f-fd51ef9e2dcd", "Attribute Log Reader"),
    ("25a516ed-2fa0-40ea-a2d0-12923a21473a", "Authentication Extensibility Administrator"),
    ("0526716b-113d-4c15-b2c8-68e3c22b9f80", "Authentication Policy Administrator"),
    ("e3973bdf-4987-49ae-837a-ba8e231c7286", "Azure DevOps Administrator"),
    ("7495fdc4-34c4-4d15-a289-98788ce399fd", "Azure Information Protection Administrator"),
    ("aaf43236-0c0d-4d5f-883a-6955382ac081", "B2C IEF Keyset Administrator"),
    ("3edaf663-341e-4475-9f94-5c398ef6c070", "B2C IEF Policy Administrator"),
    ("892c5842-a9a6-463a-8041-72aa08ca3cf6", "Cloud App Security Administrator"),
    ("e6d1a23a-da11-4be4-9570-befc86d067a7", "Compliance Data Administrator"),
    ("5c4f9dcd-47dc-4cf7-8c9a-9e4207cbfc91", "Customer LockBox Access Approver"),
    ("38a96431-2bdf-4b4c-8b6e-5d3d8abac1a4", "Desktop Analytics Administrator"),
    ("44367163-eba1-44c3-98af-f5787879f96a", "Dynamics 365 Administrator"),
    (
        "963797fb-eb3b-4cde-8ce3-5878b3f32a3f",
        "Dynamics 365 Business Central Administrator",
    ),
    ("3f1acade-1e04-4fbc-9b69-f0302cd84aef", "Edge Administrator"),
    ("31392ffb-586c-42d1-9346-e59415a2cc4e", "Exchange Recipient Administrator"),
    ("dd13091a-6207-4fc0-82ba-3641e056ab95", "Extended Directory User Administrator"),
    ("6e591065-9bad-43ed-90f3-e9424366d2f0", "External ID User Flow Administrator"),
    (
        "0f971eea-41eb-4569-a71e-57bb8a3eff1e",
        "External ID User Flow Attribute Administrator",
    ),
    ("be2f45a1-457d-42af-a067-6ec1fa63bc45", "External Identity Provider Administrator"),
    ("a9ea8996-122f-4c74-9520-8edcd192826c", "Fabric Administrator"),
    ("ac434307-12b9-4fa1-a708-88bf58caabc1", "Global Secure Access Administrator"),
    ("45d8d3c5-c802-45c6-b32a-1d70b5e1e86e", "Identity Governance Administrator"),
    ("eb1f4a8d-243a-41f0-9fbd-c7cdf6c5ef7c", "Insights Administrator"),
    ("25df335f-86eb-4119-b717-0ff02de207e9", "Insights Analyst"),
    ("31e939ad-9672-4796-9c2e-873181342d2d", "Insights Business Leader"),
    ("74ef975b-6605-40af-a5d2-b9539d836353", "Kaizala Administrator"),
    ("b5a8dcf3-09d5-43a9-a639-8e29ef291470", "Knowledge Administrator"),
    ("744ec460-397e-42ad-a462-8b3f9747a02c", "Knowledge Manager"),
    ("59d46f88-662b-457b-bceb-5c3809e5908f", "Lifecycle Workflows Administrator"),
    ("ac16e43d-7b2d-40e0-ac05-243ff356ab5b", "Message Center Privacy Reader"),
    ("8c8b803f-96e1-4129-9349-20738d9f9652", "Microsoft 365 Migration Administrator"),
    (
        "9f06204d-73c1-4d4c-880a-6edb90606fd8",
        "Microsoft Entra Joined Device Local Administrator",
    ),
    ("1501b917-7653-4ff9-a4b5-203eaf33784f", "Microsoft Hardware Warranty Administrator"),
    ("281fe777-fb20-4fbb-b7a3-ccebce5b0d96", "Microsoft Hardware Warranty Specialist"),
    ("d37c8bed-0711-4417-ba38-b4abe66ce4c2", "Network Administrator"),
    ("92ed04bf-c94a-4b82-9729-b799a7a4c178", "Organizational Branding Administrator"),
    ("e48398e2-f4bb-4074-8f31-4586725e205b", "Organizational Messages Approver"),
    ("507f53e4-4e52-4077-abd3-d2e1558b6ea2", "Organizational Messages Writer"),
    ("024906de-61e5-49c8-8572-40335f1e0e10", "People Administrator"),
    ("af78dc32-cf4d-46f9-ba4e-4428526346b5", "Permissions Management Administrator"),
    ("11648597-926c-4cf3-9c36-bcebb0ba8dcc", "Power Platform Administrator"),
    ("644ef478-e28f-4e28-b9dc-3fdde9aa0b1f", "Printer Administrator"),
    ("e8cef6f1-e4bd-4ea8-bc07-4b8d950f4477", "Printer Technician"),
    ("0964bb5e-9bdb-4d7b-ac29-58e794862a40", "Search Administrator"),
    ("8835291a-918c-4fd7-a9ce-faa49f0cf7d9", "Search Editor"),
    ("5f2222b1-57c3-48ba-8ad5-d4759f1fde6f", "Security Operator"),
    ("1a7d78b6-429f-476b-b8eb-35fb715fffd4", "SharePoint Embedded Administrator"),
    ("baf37b3a-610e-45da-9e62-d9d1e5e8914b", "Teams Communications Administrator"),
    ("f70938a0-fc10-4177-9e90-2178f8765737", "Teams Communications Support Engineer"),
    ("fcf91098-03e3-41a9-b5ba-6f0ec8188a12", "Teams Communications Support Specialist"),
    ("3d762c5a-1b6c-493f-843e-55a3b42923d4", "Teams Devices Administrator"),
    ("aa38014f-0993-46e9-9b45-30501a20909d", "Teams Telephony Administrator"),
    ("112ca1a2-15ad-4102-995e-45b0bc479a6a", "Tenant Creator"),
    ("75934031-6c7e-415a-99d7-48dbd49e875e", "Usage Summary Reports Reader"),
    ("27460883-1df1-4691-b032-3b79643e5e63", "User Experience Success Manager"),
    ("e300d9e7-4a2b-4295-9eff-f1c78b36cc98", "Virtual Visits Administrator"),
    ("92b086b3-e367-4ef2-b869-1de128fb986e", "Viva Goals Administrator"),
    ("87761b17-1ed2-4af3-9acd-92a150038160", "Viva Pulse Administrator"),
    ("11451d60-acb2-45eb-a7d6-43d0f0125c13", "Windows 365 Administrator"),
    ("32696413-001a-46ae-978c-ce0f6b3620d2", "Windows Update Deployment Administrator"),
    ("810a2642-a034-447f-a5e8-41beaa378541", "Yammer Administrator"),
];

/// The name of a role that may be asked for, by its template id in lower case; `None`: there is none.
pub fn name(id: &str) -> Option<&'static str> {
    let directory = roles::by_id(id).map(|role| role.name);
    directory.or_else(|| OTHERS.iter().find(|(other, _)| *other == id).map(|(_, name)| *name))
}

/// Every role that may be asked for: template id and name.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    DIRECTORY_ROLES
        .iter()
        .map(|role| (role.id, role.name))
        .chain(OTHERS.iter().copied())
}

/// What a role permits in a customer's directory; everybody with a role reads. Own choice, by what the role's name and description
/// promise (Entra documentation, built-in roles).
pub fn rights(id: &str) -> &'static [Action] {
    use Action::*;
    match id {
        GLOBAL_ADMINISTRATOR => &[
            ReadDirectory,
            ManageUsers,
            ManageGroups,
            ResetPasswords,
            ResetAnyPassword,
            AssignLicenses,
            ManageRoles,
            ManageDomains,
        ],
        // User Administrator
        "fe930be7-5e62-47db-91af-98c3a49a38b1" => &[ReadDirectory, ManageUsers, ManageGroups, ResetPasswords, AssignLicenses],
        // License Administrator
        "4d6ac14f-3453-41d0-bef9-a3e0c569773a" => &[ReadDirectory, AssignLicenses],
        // Groups Administrator, Directory Writers
        "fdd7a751-b60b-444a-984c-02652fe8fa1c" | "9360feb5-f418-4baa-8175-e2a00bac4301" => &[ReadDirectory, ManageGroups],
        // Helpdesk, Password and Authentication Administrator
        "729827e3-9c14-49f7-bb1b-9608f156bbb8" | "966707d0-3269-4727-9be2-8c3a10f19b9d" | "c4e39bd9-1100-46d3-8c65-fb160da0071f" => {
            &[ReadDirectory, ResetPasswords]
        }
        // Privileged Authentication Administrator
        "7be44c8a-adaf-4e2a-84d6-ab2649e08a13" => &[ReadDirectory, ResetPasswords, ResetAnyPassword],
        // Privileged Role Administrator
        "e8611ab8-c189-46e8-94e1-60213ab1f814" => &[ReadDirectory, ManageRoles],
        // Domain Name Administrator
        "8329153b-31d0-4727-b945-745eb3bc5f31" => &[ReadDirectory, ManageDomains],
        _ => &[ReadDirectory],
    }
}

/// Whether any of the roles permits an action in a customer's directory.
pub fn permits(roles: &[String], action: Action) -> bool {
    roles.iter().any(|role| rights(role).contains(&action))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_there_once_and_may_read() {
        let mut ids: Vec<&str> = all().map(|(id, _)| id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "a role is there twice");
        assert!(OTHERS.is_sorted_by_key(|(_, name)| *name));
        for (id, found) in all() {
            assert_eq!(name(id), Some(found));
            assert_eq!(id, id.to_ascii_lowercase());
            assert!(rights(id).contains(&Action::ReadDirectory), "{found}");
        }
        assert!(DEFAULT.iter().all(|id| name(id).is_some()));
        assert_eq!(
            name("4ba39ca4-527c-499a-b93d-d9b492c50246"),
            None,
            "Partner Tier1 Support is for nobody"
        );
    }

    #[test]
    fn only_the_global_administrator_may_everything() {
        use Action::*;
        let everything = [
            ManageUsers,
            ManageGroups,
            ResetAnyPassword,
            AssignLicenses,
            ManageRoles,
            ManageDomains,
        ];
        for (id, name) in all() {
            let has_all = everything.iter().all(|action| permits(&[id.to_owned()], *action));
            assert_eq!(has_all, id == GLOBAL_ADMINISTRATOR, "{name}");
            assert!(!permits(&[id.to_owned()], PlaceOrders), "{name} sells nothing");
        }
        assert!(!permits(&[], ReadDirectory));
    }
}
