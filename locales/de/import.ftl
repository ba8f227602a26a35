# Was ein Einlesen des Bestands vermisst, widersprüchlich findet oder annimmt (finding-…), und was es fragt (question-…).
finding-pageMissing = Die letzte Seite von { $what } verweist auf eine weitere, die nicht übergeben wurde. Rufen Sie die Adresse hinter @odata.nextLink in { $file } ab und übergeben Sie auch diese Seite.
finding-usersMissing = Es wurde keine Liste der Benutzer übergeben.
finding-subscriptionsMissing = Es wurde keine Liste der Abonnements übergeben.
finding-seatsWithoutSubscription = Kein Abonnement erklärt die Plätze von { $sku }; sie stehen unter einer eigenen Id, bis die Antworten mehr sagen.
finding-subscriptionLeftOut = Ein Abonnement von { $sku } fehlt im Bestand, weil eine Frage dazu offen ist.
finding-licenseLeftOut = Lizenzen namens „{ $name }“ von { $users ->
        [one] einem Benutzer
       *[other] { $users } Benutzern
    } fehlen im Bestand, weil niemand gesagt hat, welche SKU das ist.
finding-subscriptionInactive = Ein Abonnement von { $sku } mit { $seats ->
        [one] einem Platz
       *[other] { $seats } Plätzen
    } ist nicht aktiv ({ $status }) und liefert nichts.
finding-noSeats = Ein Abonnement von { $sku } ({ $status }) hat keine Plätze und wird weggelassen.
finding-assignmentFailed = Eine Lizenzzuweisung von { $sku } an { $users ->
        [one] einen Benutzer
       *[other] { $users } Benutzer
    } ist im Zustand { $state } ({ $error }).
finding-assignmentUnknown = Bei { $users ->
        [one] einem Benutzer
       *[other] { $users } Benutzern
    } sagt der Export nicht, welche Lizenzen über eine Gruppe kommen und welche Dienstpläne abgeschaltet sind; alle gelten als direkt und eingeschaltet, soweit er nichts anderes sagt.
finding-noUsageLocation = { $users ->
        [one] Ein Benutzer mit Lizenzen hat keinen Verwendungsstandort.
       *[other] { $users } Benutzer mit Lizenzen haben keinen Verwendungsstandort.
    }
finding-unknownSku = In der Produktdatei fehlt { $name } ({ $seats } Plätze, { $users } Lizenzen).
finding-renewalUnknown = { $subscriptions ->
        [one] Bei einem Abonnement ist unbekannt, ob es sich verlängert; für Fristen zählt es
       *[other] Bei { $subscriptions } Abonnements ist unbekannt, ob sie sich verlängern; für Fristen zählen sie
    } als sich verlängernd.
finding-termUnknown = { $subscriptions ->
        [one] Die Laufzeit eines Abonnements ist unbekannt.
       *[other] Die Laufzeiten von { $subscriptions } Abonnements sind unbekannt.
    }
finding-overAssigned = { $sku }: { $held } Lizenzen, aber nur { $seats } Plätze.
finding-consumedDiffers = { $sku }: Der Hersteller zählt { $consumed } Lizenzen, die Benutzer halten { $held }.
finding-prepaidDiffers = { $sku } ({ $status }): Der Hersteller zählt { $seats } Plätze, die Abonnements haben { $subscriptions }.
finding-countsDiffer = { $sku }: Zwei Listen weichen ab ({ $what }: { $first } und { $second }); die erste zählt.
finding-subscriptionTwice = Ein Abonnement ist zweimal verschieden beschrieben ({ $places }).
finding-endedButActive = Ein Abonnement von { $sku } ist aktiv, obwohl es am { $end } endete.
finding-statesDiffer = { $sku }: Zugewiesene Lizenzen und Zustände der Lizenzzuweisung von { $users ->
        [one] einem Benutzer
       *[other] { $users } Benutzern
    } passen nicht zusammen.
finding-usersDiffer = Benutzerexport und Verzeichnis widersprechen sich bei { $users ->
        [one] einem Benutzer
       *[other] { $users } Benutzern
    } ({ $what }); das Verzeichnis zählt.
finding-answerDiffers = { $key }: Ein Export sagt { $given }, die Antworten sagen { $answered }; die Antworten zählen.
finding-severalTenants = Die Exporte stammen aus mehreren Mandanten oder aus einem anderen als dem des Kunden.
finding-trial = Ein Testabonnement von { $sku } mit { $seats ->
        [one] einem Platz
       *[other] { $seats } Plätzen
    } bleibt, bis es endet.
finding-free = Ein kostenloses oder selbst angemeldetes Abonnement von { $sku } bleibt.
finding-boughtByUser = Ein Abonnement von { $sku } hat ein Benutzer des Kunden selbst gekauft, also direkt beim Hersteller.
finding-endless = Ein Abonnement von { $sku } endet so fern in der Zukunft, dass es als endlos zählt.
finding-endIsRenewalDate = { $sku }: Das Verlängerungsdatum { $end } zählt als Ende der Laufzeit.
finding-newCommerce = { $subscriptions ->
        [one] Ein Abonnement gilt
       *[other] { $subscriptions } Abonnements gelten
    } als New Commerce.
finding-companySku = { $sku } gilt für das ganze Unternehmen, nicht für Benutzer, und wird weggelassen.
finding-groupFromMembers = Die Gruppe { $group } wurde nicht exportiert oder ihr fehlt eine Lizenz; sie ist aus { $members ->
        [one] einem Mitglied
       *[other] { $members } Mitgliedern
    } erschlossen.
finding-alsoDirect = { $members ->
        [one] Ein Mitglied hält
       *[other] { $members } Mitglieder halten
    } { $sku } außer über die Gruppe { $group } auch direkt; es zählt eine Lizenz, die der Gruppe.
finding-severalGroups = { $users ->
        [one] Ein Benutzer hält
       *[other] { $users } Benutzer halten
    } { $sku } über mehrere Gruppen; es zählt eine Lizenz, die der ersten Gruppe.
finding-guests = { $users ->
        [one] Ein Gast mit Lizenzen wird eingeplant wie alle.
       *[other] { $users } Gäste mit Lizenzen werden eingeplant wie alle.
    }
finding-blockedUsers = { $users ->
        [one] Ein Benutzer mit gesperrter Anmeldung behält seine Lizenzen.
       *[other] { $users } Benutzer mit gesperrter Anmeldung behalten ihre Lizenzen.
    }
finding-deletedUsers = { $users ->
        [one] Ein gelöschter Benutzer wird weggelassen.
       *[other] { $users } gelöschte Benutzer werden weggelassen.
    }
finding-usersRepeated = { $users ->
        [one] Ein mehrfach mit denselben Daten übergebener Benutzer zählt einmal.
       *[other] { $users } mehrfach mit denselben Daten übergebene Benutzer zählen einmal.
    }
finding-unusedSeats = { $sku }: { $unused } von { $seats } Plätzen belegt niemand.
finding-customerFromExport = Angabe zum Kunden aus den Exporten ({ $what }): { $value }.

question-customerId = Um welchen Mandanten geht es? Die Mandanten-Id des Kunden.
question-customerName = Wie heißt das Unternehmen des Kunden?
question-customerCountry = In welchem Land ist der Kunde? Es ist der Markt der Preisliste: zwei Buchstaben, etwa "DE".
question-customerCurrency = In welcher Währung zahlt der Kunde? Drei Buchstaben, etwa "EUR".
question-productName = Welche SKU ist das? Nicht genau eine SKU der Produktdatei heißt so. Eine SKU-Id, oder "none", wenn es keine Lizenz ist.
question-owner = Wer ist dieser Mandant? Er hat Abonnements verkauft und ist weder Sie noch ein von Ihnen genannter Partner.
question-channel = Wo wurde es gekauft? Der Export nennt keinen Verkäufer.
question-ownTenantChannel = Wo wurde es gekauft? Der Export nennt den Mandanten des Kunden selbst als Verkäufer; das tut kein Vertriebspartner.
question-description = Welche Beschreibung gilt? Die Exporte beschreiben es verschieden.
question-quantity = Wie viele Plätze hat es? Der Export sagt es nicht.
question-end = Wann endet es? Der erste Tag ohne das Abonnement, etwa 2027-01-31, oder "none". Der Export sagt es nicht.
question-start = Wann begann es? Ein Tag wie 2026-01-31. Unbekannt zählt als lange her.
question-autoRenew = Verlängert es sich am Ende von selbst? Unbekannt zählt für Fristen als sich verlängernd und bleibt ein Risiko.
question-termDuration = Welche Laufzeit hat es?
question-generation = Zu welcher Generation des Herstellerhandels gehört es? Unbeantwortet zählt als newCommerce.
