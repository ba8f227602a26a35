# Texte der Vereinbarungsvorlagen aus crates/model/rules/agreements.toml: einer je Art. Sie stehen für die Dokumente des Herstellers,
# die nur dieser herausgibt; es gilt, was Partner und Kunde unterschrieben haben.

agreement-microsoftcustomeragreement =
    KUNDENVEREINBARUNG
    Vorlage { $template }, Version { $version }, Land { $country }
    {"\u000A"}
    1. Was dies ist. Wer Clouddienste über einen Partner kauft, nimmt zuvor die Kundenvereinbarung des Herstellers an. Dieser Text steht hier für jene Vereinbarung: Er sagt, was die Zustimmung bedeutet, und ersetzt nichts, was Hersteller, Partner und Kunde vereinbart haben.
    2. Wer zustimmt. Eine Person, die für die Firma des Kunden handeln darf. Der Partner hält Namen und E-Mail-Adresse der Person und den Tag der Zustimmung fest.
    3. Was folgt. Mit der Bestätigung darf der Partner für den Kunden bestellen. Die Vereinbarung selbst, ihre Bedingungen und Sprachen gibt es beim Hersteller.
    4. Erneut. Eine Bestätigung lässt sich jederzeit wiederholen; die neueste zählt. Keine wird je gelöscht.
    5. Unmittelbar. Ein Kunde kann auch ohne Partner zustimmen, indem er sich als eigener Administrator anmeldet.

agreement-microsoftcloudagreement =
    CLOUDVEREINBARUNG (frühere Fassung)
    Vorlage { $template }, Version { $version }, Land { $country }
    {"\u000A"}
    1. Was dies ist. Die frühere Vereinbarung des Herstellers für Clouddienste. Die Kundenvereinbarung ist an ihre Stelle getreten; früher bestätigte Zustimmungen bleiben als Nachweis gültig.
    2. Wer zustimmt. Eine Person, die für die Firma des Kunden handeln darf. Der Partner hält Namen und E-Mail-Adresse der Person und den Tag der Zustimmung fest.
    3. Was folgt. Dieser Text ersetzt nichts, was Hersteller, Partner und Kunde vereinbart haben; die Vereinbarung selbst gibt es beim Hersteller.
