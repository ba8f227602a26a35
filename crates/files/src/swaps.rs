//! Licence changes that somebody makes by hand: as a table for people, and as a script for the customer's administrator (Microsoft Graph
//! PowerShell, `Set-MgUserLicense` and `Set-MgGroupLicense`). Made from a plan and the estate it was made from; used by the server.

use nahtlos_model::{
    estate::{Estate, User},
    plan::{LicenseChange, Plan},
};
use std::{collections::HashMap, fmt::Write};

/// One user's or one group's change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap<'a> {
    /// Whether it is a whole group's.
    pub is_group: bool,
    /// Id.
    pub id: String,
    /// Sign-in name, or the group's name.
    pub name: String,
    /// What changes.
    pub change: &'a LicenseChange,
}

/// The changes of some places of a plan's list, group by group and user by user, in the plan's order.
pub fn swaps<'a>(plan: &'a Plan, estate: &'a Estate, places: &[usize]) -> Vec<Swap<'a>> {
    let users: HashMap<&str, &User> = estate.users.iter().map(|user| (user.id.as_str(), user)).collect();
    let mut all = Vec::new();
    for change in places.iter().filter_map(|place| plan.license_changes.get(*place)) {
        if let Some(group) = &change.group_id {
            let known = estate.groups.iter().find(|one| one.id == *group);
            all.push(Swap {
                is_group: true,
                id: group.clone(),
                name: known.map_or_else(|| group.clone(), |one| one.name.clone()),
                change,
            });
            continue;
        }
        for id in &change.user_ids {
            // One of many alike goes by the id that they share and a number.
            let row = users.get(id.as_str()).or_else(|| users.get(id.rsplit_once('#')?.0));
            all.push(Swap {
                is_group: false,
                id: id.clone(),
                name: row.map_or_else(|| id.clone(), |user| user.user_principal_name.clone()),
                change,
            });
        }
    }
    all
}

/// A table: who, what goes, what comes, what of it is switched off. Lists are separated by spaces.
///
/// # Errors
/// Never for what can be written at all; what the writer says.
pub fn csv(swaps: &[Swap<'_>]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["kind", "name", "id", "removeSkuIds", "addSkuIds", "switchedOffPlans"])?;
    for swap in swaps {
        let remove: Vec<String> = swap.change.remove_licenses.iter().map(ToString::to_string).collect();
        let add: Vec<String> = swap.change.add_licenses.iter().map(|add| add.sku_id.to_string()).collect();
        let off = swap.change.add_licenses.iter();
        let off: Vec<String> = off
            .flat_map(|add| add.disabled_plans.iter().map(move |plan| format!("{}:{plan}", add.sku_id)))
            .collect();
        let kind = if swap.is_group { "group" } else { "user" };
        let (name, id) = (harmless(&swap.name), harmless(&swap.id));
        writer.write_record([kind, &name, &id, &remove.join(" "), &add.join(" "), &off.join(" ")])?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

/// A script that makes the changes, tries again what found no seat, and says what came of each.
pub fn script(tenant: &str, swaps: &[Swap<'_>]) -> String {
    let mut text = String::from(
        "#Requires -Modules Microsoft.Graph.Authentication, Microsoft.Graph.Users, Microsoft.Graph.Users.Actions, Microsoft.Graph.Groups\n",
    );
    let _ = writeln!(
        text,
        "Connect-MgGraph -TenantId {} -Scopes 'LicenseAssignment.ReadWrite.All', 'User.Read.All', 'Group.ReadWrite.All' -NoWelcome",
        quoted(tenant)
    );
    text.push_str("$changes = @(\n");
    for swap in swaps {
        let add = swap.change.add_licenses.iter().map(|add| {
            let off: Vec<String> = add.disabled_plans.iter().map(|plan| quoted(&plan.to_string())).collect();
            format!(
                "@{{ SkuId = {}; DisabledPlans = @({}) }}",
                quoted(&add.sku_id.to_string()),
                off.join(", ")
            )
        });
        let remove = swap.change.remove_licenses.iter().map(|sku| quoted(&sku.to_string()));
        let _ = writeln!(
            text,
            "  @{{ Group = ${}; Id = {}; Name = {}; Add = @({}); Remove = @({}) }}",
            swap.is_group,
            quoted(if swap.is_group { &swap.id } else { by_name(swap) }),
            quoted(&swap.name),
            add.collect::<Vec<_>>().join(", "),
            remove.collect::<Vec<_>>().join(", ")
        );
    }
    text.push_str(
        ")\n\
         # Seats that some leave are those that others take: what finds none is tried again after the others.\n\
         $left = $changes\n\
         foreach ($round in 1..3) {\n\
         \x20 $next = @()\n\
         \x20 foreach ($change in $left) {\n\
         \x20   try {\n\
         \x20     # What somebody took away already need not be taken away.\n\
         \x20     if ($change.Group) { $held = (Get-MgGroup -GroupId $change.Id -Property AssignedLicenses -ErrorAction Stop).AssignedLicenses.SkuId }\n\
         \x20     else { $held = (Get-MgUser -UserId $change.Id -Property AssignedLicenses -ErrorAction Stop).AssignedLicenses.SkuId }\n\
         \x20     $remove = @($change.Remove | Where-Object { $held -contains $_ })\n\
         \x20     if ($change.Group) { Set-MgGroupLicense -GroupId $change.Id -AddLicenses $change.Add -RemoveLicenses $remove -ErrorAction Stop | Out-Null }\n\
         \x20     else { Set-MgUserLicense -UserId $change.Id -AddLicenses $change.Add -RemoveLicenses $remove -ErrorAction Stop | Out-Null }\n\
         \x20     Write-Host \"done    $($change.Name)\"\n\
         \x20   } catch {\n\
         \x20     Write-Host \"not yet $($change.Name): $_\"\n\
         \x20     $next += $change\n\
         \x20   }\n\
         \x20 }\n\
         \x20 $left = $next\n\
         \x20 if ($left.Count -eq 0) { break }\n\
         }\n\
         Write-Host \"$($changes.Count - $left.Count) of $($changes.Count) done\"\n\
         exit $left.Count\n",
    );
    text
}

/// What a directory finds a user by: the sign-in name where the id is one of the estate's own.
fn by_name<'a>(swap: &'a Swap<'_>) -> &'a str {
    match uuid::Uuid::try_parse(&swap.id) {
        Ok(_) => &swap.id,
        Err(_) => &swap.name,
    }
}

/// A literal string: nothing in it is anything but text. PowerShell takes typographic quotes for quotes, too.
fn quoted(text: &str) -> String {
    let mut inside = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        match c {
            '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' => inside.extend([c, c]),
            c if c.is_control() => inside.push(' '),
            c => inside.push(c),
        }
    }
    format!("'{inside}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_are_called_stays_text() {
        assert_eq!(quoted("o'neil\n'; Remove-Item"), "'o''neil ''; Remove-Item'");
        assert_eq!(quoted("a\u{2019}b"), "'a\u{2019}\u{2019}b'");
        assert_eq!(harmless("=cmd"), "'=cmd");
        assert_eq!(harmless("kim@kunde.example"), "kim@kunde.example");
    }
}
