//! Lists of Graph: filtered, sorted, counted, page by page.

use crate::{
    graph_users::{names, refused, school},
    support::World,
};

#[tokio::test(flavor = "multi_thread")]
async fn users_are_listed_filtered_sorted_and_counted() {
    let world = World::start().await;
    let graph = school(&world).await;
    let advanced = graph.with("consistencylevel", "eventual");
    let all = graph.get("/v1.0/users").await.expect(200);
    assert_eq!(names(&all), ["ada", "bo", "cem", "dana", "eva"]);
    assert!(all.get("@odata.nextLink").is_none() && all.get("@odata.count").is_none());
    for (query, expected) in [
        ("$filter=userPrincipalName eq 'CEM@schule.example'", vec!["cem"]),
        (
            "$filter=startsWith(userPrincipalName,'d') or startswith(displayName,'e')",
            vec!["dana", "eva"],
        ),
        (
            "$filter=id in ('5c400000-0000-4000-8000-000000000002','5c400000-0000-4000-8000-000000000004')",
            vec!["bo", "dana"],
        ),
        (
            "$filter=assignedLicenses/any(x:x/skuId eq 05e9a617-0261-4cee-bb44-138d3ef5d965)",
            vec!["ada"],
        ),
        ("$filter=usageLocation eq 'DE' and userType eq 'guest'", vec![]),
        ("$orderby=userPrincipalName desc", vec!["eva", "dana", "cem", "bo", "ada"]),
        ("$orderby=displayName&$top=2", vec!["ada", "bo"]),
        ("filter=mail%20eq%20'x@y.example'", vec![]),
    ] {
        assert_eq!(
            names(&graph.get(&format!("/v1.0/users?{}", query.replace(' ', "+"))).await.expect(200)),
            expected,
            "{query}"
        );
    }
    for (query, expected, count) in [
        (
            "$filter=assignedLicenses/$count eq 0&$count=true",
            vec!["bo", "cem", "dana", "eva"],
            4,
        ),
        (
            "$filter=endsWith(userPrincipalName,'a@schule.example')&$count=true&$orderby=userPrincipalName desc",
            vec!["eva", "dana", "ada"],
            3,
        ),
        ("$filter=not(startsWith(displayName,'a'))&$count=true&$top=1", vec!["bo"], 4),
        ("$filter=city eq null&$count=true&$top=2", vec!["ada", "bo"], 5),
        (
            "$filter=assignedPlans/any(p:p/servicePlanId eq 57ff2da0-773e-42df-b2af-ffb7a2317929 and p/capabilityStatus eq 'Enabled')&$count=true",
            vec!["ada"],
            1,
        ),
    ] {
        let list = advanced
            .get(&format!("/v1.0/users?{}", query.replace(' ', "%20")))
            .await
            .expect(200);
        assert_eq!((names(&list), list["@odata.count"].as_i64()), (expected, Some(count)), "{query}");
    }
    let number = advanced.get("/v1.0/users/$count?$filter=startsWith(displayName,'e')").await;
    assert_eq!(
        (
            number.header("content-type"),
            String::from_utf8(number.bytes.clone()).unwrap().as_str()
        ),
        ("text/plain", "1")
    );
    refused(
        graph.get("/v1.0/users/$count").await,
        400,
        "Request_BadRequest",
        "$count is not currently supported.",
    );
    let ignored = graph.get("/v1.0/users?$count=true").await.expect(200);
    assert!(ignored.get("@odata.count").is_none());
    for (query, code, part) in [
        (
            "$top=0",
            "Request_UnsupportedQuery",
            "Invalid page size specified: '0'. Must be between 1 and 999 inclusive.",
        ),
        ("$top=1000", "Request_UnsupportedQuery", "Invalid page size specified: '1000'"),
        (
            "$select=id,color",
            "BadRequest",
            "Could not find a property named 'color' on type 'microsoft.graph.user'",
        ),
        ("$filter=color%20eq%20'x'", "BadRequest", "'color'"),
        (
            "$filter=contains(displayName,'x')",
            "Request_UnsupportedQuery",
            "property 'displayName' of resource 'User'",
        ),
        ("$filter=displayName%20ne%20'x'", "Request_UnsupportedQuery", "ConsistencyLevel"),
        (
            "$filter=displayName%20eq%20'x'&$orderby=displayName",
            "Request_UnsupportedQuery",
            "ConsistencyLevel",
        ),
        ("$orderby=city", "Request_UnsupportedQuery", "Sorting not supported"),
        (
            "$search=%22displayName:a%22",
            "Request_UnsupportedQuery",
            "ConsistencyLevel: eventual",
        ),
        ("$skip=2", "Request_UnsupportedQuery", "$skip"),
        ("$colour=red", "Request_BadRequest", "$colour"),
        ("$expand=photo", "BadRequest", "'photo'"),
        ("$skiptoken=abc", "Directory_ExpiredPageToken", "page token"),
    ] {
        refused(graph.get(&format!("/v1.0/users?{query}")).await, 400, code, part);
    }
    refused(graph.get("/v1.0/users?$select=aboutMe").await, 501, "NotImplemented", "aboutMe");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_lead_on_and_their_links_belong_to_one_list_of_one_tenant() {
    let world = World::start().await;
    let graph = school(&world).await;
    for query in [
        "$top=2",
        "$top=2&$orderby=displayName%20desc",
        "$top=2&$orderby=userPrincipalName",
        "$top=2&$filter=accountEnabled+eq+true",
    ] {
        let mut seen: Vec<String> = Vec::new();
        let mut next = format!("/v1.0/users?{query}&$select=userPrincipalName");
        for page in 0.. {
            let list = graph.get(&next).await.expect(200);
            seen.extend(names(&list).iter().map(|n| (*n).to_owned()));
            assert!(page < 3, "{query}: {list}");
            match list["@odata.nextLink"].as_str() {
                Some(link) => link.clone_into(&mut next),
                None => break,
            }
        }
        let mut sorted = seen.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, ["ada", "bo", "cem", "dana", "eva"], "{query}");
    }
    let preferred = graph.with("prefer", "odata.maxpagesize=3").get("/v1.0/users").await;
    assert_eq!(preferred.header("preference-applied"), "odata.maxpagesize=3");
    let first = preferred.expect(200);
    assert_eq!(names(&first).len(), 3);
    let link = first["@odata.nextLink"].as_str().unwrap();
    assert!(link.starts_with(&world.base), "{link}");
    let other = world.customer_graph();
    refused(other.get(link).await, 400, "Directory_ExpiredPageToken", "page token");
    refused(
        graph.get(&link.replace("/users", "/groups")).await,
        400,
        "Directory_ExpiredPageToken",
        "page token",
    );
    refused(
        graph.get(&format!("{link}&$filter=accountEnabled+eq+true")).await,
        400,
        "Directory_ExpiredPageToken",
        "page token",
    );
}
