# Worte für das, was einem Partner selbst gehört: geprüfte Adressen, Themen von Anfragen, die Mail, wenn eine beantwortet wird.

address-fields = Adressfeld ungültig, Eigenschaft

support-topic-32444667 = Störungen des Partnerzentrums
support-about-32444667 = Etwas am Partnerzentrum selbst geht nicht.
support-topic-32444671 = Ich kann mein Profil nicht verwalten
support-about-32444671 = Ihr Firmen-, Rechnungs- oder Supportprofil lässt sich nicht lesen oder ändern.
support-topic-90000001 = Bestellungen und Abonnements
support-about-90000001 = Warenkörbe, Bestellungen, Abonnements und ihre Verlängerung.
support-topic-90000002 = Lizenzen
support-about-90000002 = Plätze, die fehlen, und Lizenzen, die sich nicht zuweisen oder entziehen lassen.
support-topic-90000003 = Einladungen und Beziehungen
support-about-90000003 = Einladungen, Händlerbeziehungen und delegierte Verwaltung.
support-topic-90000004 = Abrechnung
support-about-90000004 = Preise, Posten, Rechnungen und Gutschriften.
support-topic-90000005 = Umzüge zwischen Partnern
support-about-90000005 = Kunden und Abonnements, die zu Ihnen kommen oder Sie verlassen.
support-topic-90000006 = Anmeldung
support-about-90000006 = Benutzer, Anwendungen, Token und zweite Faktoren.
support-topic-90000007 = Etwas anderes
support-about-90000007 = Alles, wovon keines der anderen Themen handelt.

support-mail-subject = Ihre Serviceanfrage { $id } wurde beantwortet
support-mail-text = Ihre Serviceanfrage { $id } („{ $title }“) wurde beantwortet. { $status ->
    [attention_needed] Das Programm fragt Sie etwas; ohne eine Notiz von Ihnen wird die Anfrage nach einigen Tagen geschlossen.
    [closed] Sie ist jetzt geschlossen.
   *[other] Sie ist offen.
  }
    {"\u000A"}
    Lesen Sie die Antwort mit GET /v1/servicerequests/{ $id }, und antworten Sie mit PATCH.
