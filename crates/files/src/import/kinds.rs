//! Which SKUs are trials or free of charge, by the vendor's string id. The export marks trials
//! itself (`isTrial`); what it does not mark are free products and self-service sign-ups, which
//! look like any subscription but cost nothing and are never bought anew. Used by the import's
//! subscriptions. Prices are never guessed from this list.

use nahtlos_model::estate::SubscriptionKind;

/// Free by name, each with the reason why it is here.
const FREE: &[(&str, &str)] = &[
    ("FLOW_FREE", "Power Automate Free"),
    ("POWER_BI_STANDARD", "Microsoft Fabric (Free), formerly Power BI (free)"),
    ("POWER_BI_STANDARD_FACULTY", "the same for faculty"),
    ("POWER_BI_STANDARD_STUDENT", "the same for students"),
    ("POWERAPPS_DEV", "Power Apps for Developer: free, signed up for by users"),
    ("TEAMS_FREE", "Microsoft Teams (Free)"),
    ("TEAMS_EXPLORATORY", "Teams Exploratory: free, started by users"),
    ("MICROSOFT_TEAMS_EXPLORATORY_DEPT", "the same, started by a department"),
    ("SMB_APPS", "Business Apps (free)"),
    ("STREAM", "Microsoft Stream, free sign-up"),
    ("WINDOWS_STORE", "Windows Store for Business: no charge"),
    ("WSFB_EDU_FACULTY", "the same for faculty"),
    ("MICROSOFT_BUSINESS_CENTER", "Microsoft Business Center: no charge"),
    (
        "POWERAPPS_PER_APP_IW",
        "baseline access that users sign up for; per-app licences are another SKU",
    ),
    ("SPZA_IW", "App Connect, signed up for by users"),
    ("PROJECT_MADEIRA_PREVIEW_IW_SKU", "preview that users sign up for"),
];

/// Trials that their string id does not call so.
const TRIALS: &[(&str, &str)] = &[
    ("DYN365_AI_SERVICE_INSIGHTS", "Customer Service Insights Trial"),
    ("FORMS_PRO", "Customer Voice Trial"),
    ("D365_SALES_PRO_IW", "For Sales Professional Trial, signed up for by users"),
    ("DYN365_ENTERPRISE_P1_IW", "P1 Trial for Information Workers"),
    ("DYN365_REGULATORY_SERVICE", "Regulatory Service Trial"),
    ("MS_TEAMS_IW", "Microsoft Teams Trial"),
];

/// What was paid for a SKU with this string id, as far as the id tells.
pub(crate) fn kind_of(string_id: &str) -> SubscriptionKind {
    let id = string_id.trim().to_ascii_uppercase();
    let listed = |list: &[(&str, &str)]| list.iter().any(|(known, _)| *known == id);
    let words: Vec<&str> = id.split(['_', '-', ' ']).collect();
    let has = |word: &str| words.contains(&word);
    let self_service = has("VIRAL") || has("ADHOC") || has("SELFSERVICE") || id.contains("SELF_SERVICE") || id.contains("SELF-SERVICE");
    if listed(FREE) || (self_service && !has("TRIAL")) {
        SubscriptionKind::Free
    } else if listed(TRIALS) || has("TRIAL") || has("VTRIAL") {
        SubscriptionKind::Trial
    } else {
        SubscriptionKind::Paid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_trial_and_paid_are_told_apart() {
        for free in [
            "FLOW_FREE",
            "power_bi_standard",
            "POWERAPPS_VIRAL",
            "CCIBOTS_PRIVPREV_VIRAL",
            "RIGHTSMANAGEMENT_ADHOC",
            "X_SELF-SERVICE",
        ] {
            assert_eq!(kind_of(free), SubscriptionKind::Free, "{free}");
        }
        for trial in [
            "DYN365_RETAIL_TRIAL",
            "Dynamics_365_Sales_Premium_Viral_Trial",
            "Dynamics_365_Guides_vTrial",
            "MS_TEAMS_IW",
        ] {
            assert_eq!(kind_of(trial), SubscriptionKind::Trial, "{trial}");
        }
        for paid in [
            "SPE_E3",
            "ENTERPRISEPACK",
            "POWER_BI_PRO",
            "STREAM_P2",
            "STREAM_STORAGE",
            "STANDARDWOFFPACK_IW_FACULTY",
            "",
        ] {
            assert_eq!(kind_of(paid), SubscriptionKind::Paid, "{paid}");
        }
    }
}
