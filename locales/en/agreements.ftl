# Texts of the agreement templates in crates/model/rules/agreements.toml: one per kind. They stand in for the vendor's documents, which
# are the vendor's to give; what binds is what partner and customer have signed.

agreement-microsoftcustomeragreement =
    CUSTOMER AGREEMENT
    Template { $template }, version { $version }, country { $country }
    {"\u000A"}
    1. What this is. Whoever buys cloud services through a partner accepts the vendor's customer agreement first. This text stands for that agreement here: it says what the acceptance means, and it replaces nothing that the vendor, the partner and the customer have agreed.
    2. Who accepts. A person who may act for the customer's company. The partner writes down the person's name and mail address and the day of the acceptance.
    3. What follows. From the confirmation on, the partner may place orders for the customer. The agreement itself, its conditions and its languages are to be had from the vendor.
    4. Again. A confirmation can be given again at any time; the newest counts. None is ever deleted.
    5. Directly. A customer can accept without a partner, by signing in as its own administrator.

agreement-microsoftcloudagreement =
    CLOUD AGREEMENT (former version)
    Template { $template }, version { $version }, country { $country }
    {"\u000A"}
    1. What this is. The vendor's former agreement for cloud services. The customer agreement has taken its place; acceptances of this one that were confirmed in the past stay valid as records.
    2. Who accepts. A person who may act for the customer's company. The partner writes down the person's name and mail address and the day of the acceptance.
    3. What follows. This text replaces nothing that the vendor, the partner and the customer have agreed; the agreement itself is to be had from the vendor.
