# Was die Schnittstellen sagen, wenn sie ablehnen: was geschah, wo, und wie es sich beheben lässt. Jeder Code aus
# crates/model/src/refusals.rs hat hier seinen Text; ein Wert, der fehlen darf, wird mit has-NAME erfragt. Das Feld steht daneben.

refusal-not-found = Unter { $id } gibt es hier nichts, oder Sie dürfen es nicht sehen. Prüfen Sie Adresse und Id.
refusal-invalid-property = { $field } kann diesen Wert nicht haben: { $reason }. Berichtigen Sie ihn und senden Sie die Anfrage noch einmal.
refusal-invalid-input = Die Anfrage ist nicht lesbar: { $reason }
refusal-stale-etag = Die Ressource wurde geändert, seit Sie sie gelesen haben; { $version } gilt nicht mehr. Lesen Sie sie neu und wiederholen Sie Ihre Änderung daran.
refusal-unauthenticated = Die Anfrage trägt kein gültiges Zugriffstoken. Holen Sie ein neues und senden Sie es im Header Authorization als Bearer-Token.
refusal-wrong-audience = Das Zugriffstoken gilt für { $audience }, nicht für diese Schnittstelle. Holen Sie eines für diese Schnittstelle.
refusal-app-only-refused = Das darf nur ein angemeldeter Benutzer; das Token einer Anwendung allein genügt nicht. Melden Sie sich an und verwenden Sie ein Token mit Benutzer.
refusal-role-lacks-right = Ihre Rollen ({ $roles }) erlauben { $action } hier nicht. Bitten Sie einen Administrator um eine passende Rolle.
refusal-mfa-required = Dieses Token stammt aus einer Anmeldung ohne zweiten Faktor. Melden Sie sich mit mehrstufiger Authentifizierung neu an.
refusal-customer-unknown = Es gibt keinen Kunden { $id }, mit dem Sie eine Beziehung haben. Prüfen Sie die Id; ist der Kunde neu, beantragen Sie zuerst eine Vertriebspartnerschaft.
refusal-no-relationship = Mit diesem Kunden besteht keine Vertriebspartnerschaft oder keine mehr. Beantragen Sie zuerst eine.
refusal-subscription-unknown = Der Kunde hat kein Abonnement { $id } von Ihnen. Die Id finden Sie in der Liste seiner Abonnements.
refusal-order-unknown = Der Kunde hat keine Bestellung { $id } von Ihnen. Die Id finden Sie in der Liste seiner Bestellungen.
refusal-cart-unknown = Der Kunde hat keinen Warenkorb { $id } von Ihnen, oder er ist abgelaufen. Legen Sie einen neuen an.
refusal-user-unknown = In diesem Mandanten gibt es keinen Benutzer { $id }. Die Id finden Sie in der Liste der Benutzer; gelöschte müssen zuerst wiederhergestellt werden.
refusal-product-unknown = Es gibt kein Produkt { $id }. Suchen Sie es in der Liste der Produkte.
refusal-sku-unknown = Das Produkt ist bekannt, aber es hat keine SKU { $id }. Rufen Sie die SKUs des Produkts ab.
refusal-availability-unknown = Diese SKU hat keine Verfügbarkeit { $id }, oder sie wurde ersetzt. Rufen Sie die Verfügbarkeiten neu ab und verwenden Sie die Katalog-Id von dort.
refusal-segment-refused = Ein Segment { $segment }, das Sie sehen dürfen, gibt es hier nicht. Nehmen Sie commercial, education, government oder nonprofit, oder lassen Sie es weg.
refusal-view-refused = Eine Ansicht { $view }, die Sie sehen dürfen, gibt es hier nicht. Nehmen Sie eine wie OnlineServices.
refusal-not-an-offer = { $id } gehört zu den Produkten, nicht zu den Angeboten der alten Generation. Fragen Sie unter /products danach.
refusal-offer-withdrawn = Das Angebot { $offer } wird nicht mehr verkauft. Wählen Sie ein anderes.
refusal-offer-invalid = { $id } ist kein Angebot, das sich hier bestellen lässt. Senden Sie die Id eines Angebots der alten Generation oder eine Katalog-Id als Produkt:SKU:Verfügbarkeit; eine Bestellung enthält nur eine der beiden Arten.
refusal-offer-not-in-country = Das Angebot wird in { $country }, dem Land des Kunden, nicht verkauft. Wählen Sie eine Verfügbarkeit dieses Landes.
refusal-not-purchasable = { $offer } kann im Markt des Kunden zurzeit nicht gekauft werden: Es hat keinen Preis. Wählen Sie etwas anderes.
refusal-catalog-item-missing = Die Zeile nennt keinen Katalogeintrag. Senden Sie catalogItemId als Produkt:SKU:Verfügbarkeit oder die Id eines Angebots der alten Generation.
refusal-agreement-missing = { $customer } hat den Kundenvertrag nicht angenommen. Bestätigen Sie die Annahme mit POST …/agreements und wiederholen Sie den Kauf.
refusal-prerequisite-missing = { $offer } ist ein Zusatz und braucht eines von: { $needs }. Kaufen Sie zuerst das Grundprodukt oder nennen Sie dessen Abonnement.
refusal-quantity-out-of-range = { $has-max ->
    [yes] Die Anzahl muss bei diesem Angebot zwischen { $min } und { $max } liegen.
   *[no] Die Anzahl muss bei diesem Angebot mindestens { $min } sein.
  } Ändern Sie die Anzahl.
refusal-quantity-while-suspending = Die Anzahl lässt sich nicht ändern, solange das Abonnement angehalten ist. Aktivieren Sie es zuerst.
refusal-deleted-is-read-only = Das Abonnement wurde gelöscht und lässt sich nicht mehr ändern. Kaufen Sie ein neues.
refusal-cycle-through-order = Der Abrechnungszeitraum eines Abonnements der alten Generation ändert sich mit seiner Bestellung. Senden Sie PATCH an die Bestellung mit dem neuen billingCycle.
refusal-parent-not-active = Das Grundabonnement dieses Zusatzes ist nicht aktiv. Aktivieren Sie zuerst das Grundabonnement.
refusal-subscription-not-active = Dazu muss das Abonnement aktiv sein; es ist { $status }. Aktivieren Sie es zuerst, wenn das geht.
refusal-transition-target-not-active = Das Abonnement { $id } kann diese Plätze nicht aufnehmen: Es ist keines von Ihren aktiven.
refusal-transition-target-self = Ein Abonnement kann nicht in sich selbst übergehen: Lassen Sie toSubscriptionId weg, um es an Ort und Stelle zu ändern.
refusal-transition-target-differs = Das als Ziel genannte Abonnement gehört zu { $offer }, nicht zu { $wanted }: Nennen Sie dessen Katalogeintrag oder ein anderes Abonnement.
refusal-transition-target-not-ready = Das Abonnement { $id } kann noch keine Plätze aufnehmen: Es wird bereitgestellt oder ist noch stornierbar. Versuchen Sie es wieder, wenn sein Stornofenster geschlossen ist.
refusal-transition-target-earlier = Das Abonnement { $id } endet vor dem, dessen Plätze es aufnehmen soll: Wählen Sie eines, das am selben Tag oder später endet.
refusal-transition-term-shorter = Die Laufzeit kann nicht kürzer werden: Sie ist { $from }, verlangt war { $to }.
refusal-transition-term-invalid = Das Ziel wird nicht mit der Laufzeit { $term } verkauft. Nehmen Sie eine der Laufzeiten seiner Verfügbarkeit, etwa P1M, P1Y oder P3Y.
refusal-licences-ambiguous = Lizenzen können hier nicht mitgenommen werden, weil nicht klar ist, wessen: Ein anderes Abonnement bedient dieselben Dienstpläne, oder das Recht dazu fehlt. Fragen Sie nach den Möglichkeiten, oder nehmen Sie transition_only und weisen Sie die Lizenzen selbst zu.
refusal-status-change-refused = Ein Abonnement kann jetzt nicht von { $from } zu { $to } wechseln. Was möglich ist, steht in seinen actions.
refusal-reduction-refused = Jetzt können nur { $reducible } Plätze zurückgegeben werden; die Frist der übrigen ist vorbei. Planen Sie die kleinere Anzahl für die nächste Laufzeit.
refusal-suspended-is-fixed = Das Abonnement ist angehalten und lässt sich nicht ändern. Aktivieren Sie es zuerst.
refusal-cancellation-days-passed = Das Abonnement ließ sich nur in den ersten { $days } Tagen seiner Laufzeit kündigen. Schalten Sie die automatische Verlängerung aus, damit es mit der Laufzeit endet.
refusal-cancellation-hours-passed = Das Abonnement ließ sich nur in den ersten { $hours } Stunden seiner Laufzeit kündigen. Schalten Sie die automatische Verlängerung aus, damit es mit der Laufzeit endet.
refusal-reduction-hours-passed = Plätze ließen sich nur in den ersten { $hours } Stunden nach Kauf oder Verlängerung zurückgeben. Planen Sie die kleinere Anzahl für die nächste Laufzeit.
refusal-auto-renew-refused = Dieses Abonnement kann sich nicht automatisch verlängern. Kaufen Sie ein neues, wenn es endet, oder wandeln Sie es um, wenn es eine Testversion ist.
refusal-partner-on-record-fixed = Der verzeichnete Partner dieses Abonnements lässt sich nicht ändern. Lassen Sie partnerId, wie es ist.
refusal-trial-term-fixed = Eine Testversion hat eine feste Laufzeit. Lassen Sie termDuration, wie es ist, oder wandeln Sie die Testversion um.
refusal-term-invalid = { $has-term ->
    [yes] { $term } ist keine Laufzeit, die es hier gibt.
   *[no] Es gibt mehrere Laufzeiten, und keine ist genannt.
  } Senden Sie P1M, P1Y oder P3Y, wie die Verfügbarkeit es unter terms nennt.
refusal-term-shorter = Die Laufzeit lässt sich vor ihrem Ende nicht von { $from } auf { $to } verkürzen. Wählen Sie eine längere oder planen Sie den Wechsel für die nächste Laufzeit.
refusal-cycle-invalid = { $has-term ->
    [yes] Den Abrechnungszeitraum { $cycle } gibt es nicht mit der Laufzeit { $term }.
   *[no] Den Abrechnungszeitraum { $cycle } gibt es für Lizenzen nicht.
  } Wählen Sie ein Paar aus den terms der Verfügbarkeit.
refusal-cycle-longer-than-term = Der Abrechnungszeitraum { $cycle } ist länger als die Laufzeit { $term }. Wählen Sie einen kürzeren Zeitraum oder eine längere Laufzeit.
refusal-cycle-fixed = Der Abrechnungszeitraum dieses Abonnements lässt sich während der Laufzeit nicht ändern. Planen Sie den Wechsel für die nächste Laufzeit.
refusal-legacy-unsupported = Abonnements der alten Generation haben das nicht. Lassen Sie es weg.
refusal-in-motion = Das Abonnement wird gerade in die neue Generation überführt, solange geht nichts anderes. Warten Sie einige Minuten, bis die Überführung beendet ist, und wiederholen Sie die Änderung.
refusal-migration-not-active = Das Abonnement { $subscription } ist nicht aktiv und kann deshalb nicht überführt werden. Reaktivieren Sie es zuerst, oder lassen Sie es, wie es ist.
refusal-migration-processing = Das Abonnement { $subscription } wird gerade bereitgestellt oder überführt, oder seine Überführung ist schon geplant. Warten Sie das ab, oder ändern Sie die vorhandene Planung.
refusal-migration-last-hours = Die Laufzeit von { $subscription } endet in weniger als { $hours } Stunden. Senden Sie purchaseFullTerm true, damit eine volle Laufzeit beginnt, oder warten Sie die Verlängerung ab.
refusal-migration-promotion = Für { $subscription } gilt eine Aktion, deshalb kann es nicht überführt werden. Warten Sie das Ende der Aktion ab.
refusal-migration-add-ons = { $subscription } wird mit all seinen aktiven Add-ons überführt oder gar nicht. Nennen Sie jedes davon in addOnMigrations, und beheben Sie, was eines davon zurückhält.
refusal-migration-no-product = Zu { $subscription } gibt es in der neuen Generation nichts, was dieser Kunde haben kann: Dem Angebot fehlt ein Gegenstück, es ist nicht freigegeben, oder es ist eine Testversion oder für ein anderes Segment. Kaufen Sie stattdessen ein anderes Angebot.
refusal-migration-several = Das Abonnement kann nicht überführt werden. Gründe je Abonnement: { $reasons }. Prüfen Sie es mit validate, um sie zu lesen, und beheben Sie alle.
refusal-migration-term = Das Gegenstück zu { $subscription } wird nicht mit der Laufzeit { $term } und dem Abrechnungszeitraum { $cycle } verkauft. Senden Sie eine termDuration und einen billingCycle, mit denen es verkauft wird.
refusal-migration-unknown = Dieser Kunde hat keine Überführung { $id }, oder Sie dürfen sie nicht sehen. Prüfen Sie Id und Kunden.
refusal-migration-too-young = { $subscription } ist noch nicht lange genug aktiv, um überführt zu werden: Das geht ab { $from }. Versuchen Sie es dann wieder.
refusal-migration-partner = Der Partner { $mpn }, der für { $subscription } eingetragen ist, ist keiner, mit dem Sie arbeiten. Setzen Sie partnerId auf Ihre eigene MPN-ID oder die eines Ihrer Reseller, und überführen Sie dann.
refusal-migration-twice = { $subscription } kommt in der Anfrage zweimal vor. Nennen Sie jedes Add-on einmal und das Abonnement selbst nicht darunter.
refusal-migration-not-add-on = { $subscription } ist kein aktives Add-on des Abonnements, das überführt werden soll. Lassen Sie es weg, oder überführen Sie es für sich.
refusal-migration-end-outside = Am { $end } kann die erste Laufzeit des neuen Abonnements nicht enden: Der Tag muss innerhalb dieser Laufzeit liegen, und eine monatliche Laufzeit kann nicht an einem Tag enden, den manche Monate nicht haben. Fragen Sie die erlaubten customTermEndDates ab.
refusal-migration-end-unaligned = Die erste Laufzeit des neuen Abonnements kann nur dann am { $end } enden, wenn an diesem Tag ein anderes aktives Abonnement oder der Kalendermonat endet. Fragen Sie die erlaubten customTermEndDates ab.
refusal-upgrade-nothing = Dieser Kunde hat nichts aus der Produktfamilie { $family }, was umgestellt werden könnte. Es ist nichts zu tun.
refusal-upgrade-unknown = Es gibt keine Produktumstellung { $id }. Prüfen Sie die Id, oder fragen Sie ab, ob der Kunde umgestellt werden kann.
refusal-updates-stopped = Die Laufzeit endet bald, Änderungen sind nicht mehr möglich. Warten Sie die neue Laufzeit ab und wiederholen Sie die Änderung.
refusal-pending-operation = Das Abonnement { $id } wird von einem noch nicht beendeten Vorgang gehalten ({ $kind }, { $holder }). Warten Sie sein Ende ab oder nehmen Sie ihn zurück, und wiederholen Sie dann die Änderung.
refusal-not-ready = Das Abonnement wird noch bereitgestellt. Wiederholen Sie die Anfrage in einigen Minuten.
refusal-seats-per-subscription = Ein Abonnement dieses Angebots hat zwischen { $min } und { $max } Plätze. Ändern Sie die Anzahl.
refusal-seats-remaining = Der Kunde darf über alle Abonnements nur noch { $remaining } weitere Plätze dieses Produkts haben. Verlangen Sie weniger Plätze.
refusal-assets-remaining = Ein Kunde darf höchstens { $limit } Abonnements dieses Angebots haben. Ändern Sie die Anzahl eines vorhandenen.
refusal-tenant-subscription-limit = Ein Kunde darf höchstens { $limit } aktive Abonnements haben. Lassen Sie zuerst einige davon enden.
refusal-sandbox-limit = Die Sandbox erlaubt hier höchstens { $limit }. Verlangen Sie weniger oder entfernen Sie, was Sie nicht mehr brauchen.
refusal-sandbox-only = Das geht nur in einer Sandbox. Verwenden Sie ein Sandbox-Konto.
refusal-custom-end-unaligned = Eine Laufzeit kann nur dann am { $end } enden, wenn an diesem Tag ein anderes aktives Abonnement oder der Kalendermonat endet. Fragen Sie die erlaubten customTermEndDates ab.
refusal-custom-end-unsupported = Dafür lässt sich kein eigenes Ende wählen. Lassen Sie customTermEndDate weg.
refusal-custom-end-outside = Am { $end } kann die erste Laufzeit nicht enden: Der Tag muss innerhalb der Laufzeit liegen, und eine monatliche Laufzeit kann nicht an einem Tag enden, den manche Monate nicht haben. Fragen Sie die erlaubten customTermEndDates ab.
refusal-scheduled-end-unaligned = Die nächste Laufzeit kann nur dann am { $end } enden, wenn an diesem Tag ein anderes aktives Abonnement oder der Kalendermonat endet. Fragen Sie die erlaubten customTermEndDates ab.
refusal-line-numbers = Die Zeilennummern müssen ohne Lücke 0, 1, 2 und so weiter lauten; Zeile { $line } tut es nicht. Nummerieren Sie die Zeilen neu.
refusal-add-on-not-of-parent = { $offer } ist kein Zusatz zu { $parent }. Nennen Sie das Abonnement eines Grundangebots, zu dem es passt.
refusal-order-subscription-inactive = Der Abrechnungszeitraum einer Bestellung lässt sich nur ändern, solange alle ihre bezahlten Abonnements aktiv sind; { $subscription } ist es nicht oder ist eine Testversion. Aktivieren Sie es zuerst.
refusal-order-cycle-lacking = { $offer } gibt es nicht mit dem Abrechnungszeitraum { $cycle }. Wählen Sie einen, den das Angebot kennt.
refusal-order-cycle-differs = Alle Zeilen einer Bestellung haben denselben Abrechnungszeitraum, hier { $cycle }. Bestellen Sie Zeilen mit einem anderen getrennt.
refusal-order-cancel-refused = Außerhalb einer Sandbox lässt sich eine Bestellung von Lizenzen nicht stornieren. Kündigen Sie ihre Abonnements oder halten Sie sie an.
refusal-order-not-cancellable = Die Bestellung lässt sich nicht stornieren: Sie ist { $status }.
refusal-cart-has-errors = Zeilen des Warenkorbs tragen Fehler. Lesen Sie den Fehler jeder Zeile, ändern Sie den Warenkorb und schließen Sie den Kauf dann ab.
refusal-cart-submitted = Der Warenkorb wurde bereits bestellt. Lesen Sie seine Bestellungen oder legen Sie einen neuen an.
refusal-cart-expired = Der Warenkorb ist am { $expired } abgelaufen. Legen Sie einen neuen an.
refusal-cart-quantity = { $has-max ->
    [yes] Die Anzahl muss zwischen { $min } und { $max } liegen.
   *[no] Die Anzahl muss mindestens { $min } sein.
  } Ändern Sie die Anzahl.
refusal-attestation-missing = Dafür ist eine Bestätigung nötig. Setzen Sie attestationAccepted auf true, wenn der Kunde die Bedingungen erfüllt.
refusal-record-attestation-missing = Ein indirekter Anbieter muss den verzeichneten Partner bestätigen. Setzen Sie partnerOnRecordAttestationAccepted auf true.
refusal-mpn-unknown = Es gibt keinen Partner mit der Id { $mpn }. Prüfen Sie die MPN-Id.
refusal-mpn-not-reseller = Der Partner { $mpn } ist keiner Ihrer indirekten Vertriebspartner. Nennen Sie einen von ihnen oder sich selbst.
refusal-promotion-invalid = Die Aktion { $id } gilt für diese Zeile nicht: Sie ist vorbei, verbraucht oder passt nicht zu Katalogeintrag, Laufzeit, Abrechnungszeitraum oder Anzahl. Fragen Sie ab, welche Aktionen gelten.
refusal-currency-invalid = { $currency } ist nicht die Währung dieses Kontos. Lassen Sie die Währung weg oder senden Sie die des Kontos.
refusal-qualification-missing = Der Katalogeintrag ist für das Segment { $segment }, und der Kunde hat dafür keine Qualifikation. Ergänzen Sie die Qualifikation oder wählen Sie eine Verfügbarkeit seines Segments.
refusal-other-region = Ein Partner in { $partner } kann nicht an einen Kunden in { $country } verkaufen: Sie liegen nicht in derselben Region.
refusal-registration-number-missing = Firmen in diesem Land brauchen eine Registernummer. Senden Sie organizationRegistrationNumber.
refusal-registration-number-format = Die Registernummer hat nicht die Form, die in diesem Land üblich ist. Berichtigen Sie organizationRegistrationNumber.
refusal-registration-number-unsupported = Firmen in { $country } haben hier keine Registernummer. Lassen Sie organizationRegistrationNumber weg.
refusal-phone-missing = Kunden in diesem Land brauchen eine Telefonnummer. Senden Sie phoneNumber mit der Anschrift.
refusal-domain-taken = Diese Domäne gehört bereits einem anderen Mandanten. Wählen Sie eine andere.
refusal-relationship-in-use = Die Vertriebspartnerschaft lässt sich nicht lösen, solange der Kunde aktive Abonnements von Ihnen hat. Kündigen Sie diese zuerst oder halten Sie sie an.
refusal-customer-in-use = Der Kunde lässt sich noch nicht löschen: Er hat aktive Bestellungen oder einen weiteren Partner. Stornieren Sie die Bestellungen und lösen Sie zuerst dessen Vertriebspartnerschaft.
refusal-account-status-unknown = Das Konto des Kunden { $id } wurde nie geprüft. Senden Sie sein Abrechnungsprofil neu, dann wird es geprüft.
refusal-partner-agreement-missing = Ihre Firma hat die Partnervereinbarung nicht angenommen. Nehmen Sie sie zuerst an.
refusal-reseller-agreement-missing = Der indirekte Händler hat die Partnervereinbarung nicht angenommen. Bitten Sie ihn darum.
refusal-agreement-confirmed = Diese Zustimmung haben Sie schon bestätigt: dieselbe Vereinbarung, dieselbe Person, dasselbe Datum. Es ist nichts zu tun.
refusal-partner-unknown = { $has-mpn ->
    [yes] Es gibt keinen Partner mit der Id { $mpn }. Prüfen Sie die MPN-Id.
   *[no] Ihr Konto hat noch keine MPN-Id. Fragen Sie das Programm danach.
  }
refusal-mpn-not-numeric = { $mpn } ist keine MPN-Id: Sie besteht aus Ziffern. Berichtigen Sie mpnId.
refusal-tenant-not-guid = { $tenant } ist keine Mandanten-Id: Sie ist eine GUID. Berichtigen Sie tenantId.
refusal-mpn-and-tenant = Nach mpnId und tenantId lässt sich nicht zugleich fragen. Senden Sie eines von beiden.
refusal-mpn-or-tenant-missing = Weder mpnId noch tenantId wurde gesendet. Senden Sie eines von beiden.
refusal-policy-unknown = Es gibt keine Selbstbedienungsrichtlinie { $id } von Ihnen. Listen Sie Ihre Richtlinien auf, um die Id zu finden.
refusal-policy-id-wrong = Id in der Adresse, Id im Inhalt und die beiden Mandanten gehören nicht zu einer Richtlinie. Die Id einer Richtlinie ist Ihr Mandant, ein Unterstrich und der Mandant des Kunden.
refusal-policy-exists = Es gibt schon eine Selbstbedienungsrichtlinie { $id }: Ein Kunde hat eine von Ihnen. Ändern Sie sie mit PUT.
refusal-mpn-no-partner = Kein Partner hat hier die MPN-Id { $mpn }. Klären Sie die Id mit dem Händler.
refusal-mpn-other-region = Der Partner mit der MPN-Id { $mpn } sitzt in { $country }, also nicht in Ihrer Region.
refusal-mpn-unsigned = Der Partner mit der MPN-Id { $mpn } hat die Partnervereinbarung nicht angenommen. Bitten Sie den Händler darum.
refusal-mpn-no-reseller = Der Partner mit der MPN-Id { $mpn } ist kein indirekter Händler. Prüfen Sie die Id, oder bitten Sie ihn, sich als solcher anzumelden.
refusal-tenant-no-partner = Der Mandant { $tenant } gehört zu keinem Partner. Klären Sie die Id mit dem Händler.
refusal-tenant-unsigned = Der Partner des Mandanten { $tenant } hat die Partnervereinbarung nicht angenommen. Bitten Sie den Händler darum.
refusal-enum-unknown = { $field } kann nicht „{ $value }“ sein. Verwenden Sie einen dieser Werte: { $allowed }.
refusal-unsupported = { $has-method ->
    [yes] { $method } wird für { $path } nicht unterstützt.
   *[no] Das wird hier nicht unterstützt.
  } Vergleichen Sie Methode und Ressource mit der Beschreibung der Schnittstelle.
refusal-idempotency-conflict = Diese Anfrage-Id wurde schon mit anderem Inhalt verwendet. Verwenden Sie für eine neue Anfrage eine neue Id.
refusal-audit-record-unknown = Diesen Eintrag des Protokolls gibt es nicht, oder er betrifft Sie nicht: { $id }. Nehmen Sie eine Id aus der Liste der Einträge.
refusal-webhook-unknown = Es ist kein Webhook registriert. Registrieren Sie einen mit POST an dieselbe Adresse.
refusal-webhook-exists = Es ist schon ein Webhook registriert. Ändern Sie ihn mit PUT an dieselbe Adresse.
refusal-test-event-not-registered = Die Registrierung nennt das Ereignis test-created nicht. Nehmen Sie es mit PUT in webhookEvents auf und fordern Sie dann den Test an.
refusal-throttled = Zu viele Anfragen. Versuchen Sie es in { $seconds } Sekunden wieder.
refusal-invitation-closed = { $status ->
    [accepted] Die Einladung wurde angenommen
    [declined] Die Einladung wurde abgelehnt
    [expired] Die Einladung ist abgelaufen
   *[withdrawn] Die Einladung wurde zurückgezogen
  }; an ihr lässt sich nichts mehr ändern. Es braucht eine neue Einladung.
refusal-link-missing = { $field } muss den Link der Einladung enthalten, ganz und unverändert. Setzen Sie {"{link}"} an seine Stelle.
refusal-delegation-state = Das geht nicht, weil der Stand { $status } ist. Sehen Sie nach, welcher Schritt jetzt möglich ist, und warten Sie, wo einer noch läuft.
refusal-delegation-exists = { $what } ist schon vergeben. Nehmen Sie einen anderen Namen oder eine andere Gruppe, oder ändern Sie, was schon da ist.
refusal-not-a-partner = Ihr Mandant ist kein Partner dieses Programms und kann deshalb keine Vertriebspartnerschaft beantragen. Melden Sie sich mit einem Konto des Partners an.
refusal-consent-exists = Der Kunde hat der Anwendung { $id } schon zugestimmt. Löschen Sie erst diese Zustimmung und erteilen Sie dann die neue.
refusal-transfer-unknown = Bei diesem Kunden gibt es keinen Transfer { $id }, an dem Sie beteiligt sind. Listen Sie die Transfers des Kunden auf, um die Id zu finden.
refusal-transfer-open = { $id } ist noch offen und betrifft dasselbe. Warten Sie das Ende ab oder nehmen Sie ihn zuerst zurück.
refusal-transfer-final = Der Transfer { $id } ist beendet ({ $status }) und lässt sich nicht mehr ändern. Legen Sie einen neuen an.
refusal-transfer-busy = Der Transfer { $id } wurde angenommen und wird gerade bearbeitet. Lesen Sie ihn in einigen Minuten noch einmal.
refusal-transfer-other-side = Das kann bei diesem Transfer nur die andere Seite tun ({ $side }).
refusal-transfer-subscription = Das Abonnement { $id } kann nicht übertragen werden: { $reason }. Lassen Sie es weg oder beheben Sie das zuerst; es wurde nichts angenommen.
refusal-source-missing = Die Anfrage sagt nicht, wer dem Kunden derzeit verkauft. Senden Sie sourcePartnerTenantId und sourcePartnerName.
refusal-transfer-partner = Ihre Art von Partner verkauft nicht selbst und nimmt darum nicht an Transfers teil. Ihr indirekter Anbieter fragt sie an.
refusal-nothing-to-transfer = { $id } verkauft dem Kunden kein aktives Abonnement dieser Generation. Prüfen Sie die Mandanten-Id des bisherigen Partners.
refusal-source-is-target = Quelle und Ziel eines Transfers sind derselbe Partner. Nennen Sie den anderen.
refusal-campaign-customer = Der Kunde { $id } steht in der Kampagne auf { $state }; dafür geht das nicht.
refusal-campaign-state = Die Kampagne ist im Zustand { $state }; dann geht { $wanted } nicht.
refusal-other-schedule = Der Terminplan { $digest } ist nicht der neueste dieser Kampagne. Lesen Sie die Kampagne und stimmen Sie dem neuesten zu.
refusal-move-open = Zu diesem Kunden gibt es schon einen offenen Umzug { $id }. Führen Sie diesen fort oder geben Sie ihn zuerst auf.
refusal-move-state = Der Umzug ist im Zustand { $state }; dann geht { $wanted } nicht.
refusal-no-plan = Es lässt sich kein Plan machen: { $reasons }. `nahtlos move plan` mit denselben Dateien sagt, wen es betrifft und was am nächsten kommt.
refusal-cannot-look = Der Kunde kann gerade nicht angesehen werden: { $why } Versuchen Sie es in einer Weile noch einmal.
refusal-plan-end-unaligned = Der Plan lässt Laufzeiten am { $day } enden; das ist weder der letzte Tag eines Monats noch das Ende eines anderen Abonnements bei Ihnen, und so wird nichts verkauft. Setzen Sie `coTerm` der Richtlinie auf den ersten Tag eines Monats und planen Sie neu.
refusal-plan-splits-group = Der Plan nimmt am { $day } Lizenzen weg, die von der Gruppe { $group } kommen, und zwar anders als allen Mitgliedern in einer Änderung der Gruppe; eine Gruppe gibt aber allen Mitgliedern dasselbe. Geben Sie diesen Mitgliedern ihre Lizenzen direkt, oder teilen Sie die Gruppe, und planen Sie neu mit einem Bestand, der das zeigt.
refusal-plan-late = Der Plan kauft etwas am { $day }, und dieser Tag ist vorbei. Planen Sie neu und stimmen Sie diesem Plan zu.
refusal-users-lack = { $users ->
    [one] Einem Benutzer fehlen
   *[other] { $users } Benutzern fehlen
  } Dienste, die er bei Beginn des Umzugs hatte: { $user } etwa fehlt { $plans }. Geben Sie sie zurück, oder planen Sie nach dem jetzigen Bedarf.
refusal-other-plan = Der Plan { $digest } ist nicht der neueste dieses Umzugs. Lesen Sie den neuesten Plan und stimmen Sie diesem zu.
refusal-account-unknown = Sie haben kein Konto „{ $account }“. `nahtlos account list` zeigt Ihre Konten; ohne Konto wird ein Umzug in diesem Center ausgeführt.
refusal-account-name-taken = Sie haben schon ein Konto mit dem Namen „{ $name }“. Geben Sie diesem einen anderen Namen.
refusal-account-in-use = An diesem Konto werden noch { $count } offene Umzüge ausgeführt. Beenden Sie diese oder geben Sie sie auf; dann lässt es sich löschen.
refusal-secrets-key-missing = Dieses Center hat keinen Schlüssel, mit dem es Zugangsdaten verschlüsseln kann. Machen Sie einen mit `openssl rand -base64 32`, geben Sie ihn als secrets-key-file oder in NAHTLOS_SECRETS_KEY an und starten Sie das Center neu.
refusal-secrets-key-unknown = Die Zugangsdaten dieses Kontos sind mit dem Schlüssel { $key } verschlüsselt, den dieses Center nicht hat. Geben Sie ihn in secrets-key-file hinter dem neuen wieder an, oder geben Sie die Zugangsdaten neu ein.
refusal-departure-open = Zu diesem Kunden gibt es schon einen offenen Weggang { $id }. Ändern Sie diesen oder nehmen Sie ihn zuerst zurück.
refusal-departure-ended = Der Weggang { $id } ist { $status } und lässt sich nicht mehr ändern.
refusal-seats-still-needed = Am { $day } brauchen Benutzer noch { $missing } Plätze von { $sku }, und kein anderes Abonnement hat sie. Nehmen Sie zuerst die Lizenzen weg, behalten Sie das Abonnement, oder senden Sie acceptLoss mit true.
refusal-channel-transfer-started = Der Kanaltransfer { $id } hat begonnen ({ $status }) und lässt sich nicht mehr ändern oder zurücknehmen.
refusal-gap-before-seats = { $field } ist { $start }, die zu ersetzenden Plätze enden aber vor dem { $end }: In den Tagen dazwischen hätte sie niemand. Beginnen Sie spätestens am { $end }.
refusal-not-sandbox-provider = Das kann nur der indirekte Anbieter einer Sandbox. Melden Sie sich mit einem Konto eines solchen Anbieters an.
refusal-sandbox-reseller-kept = Der Vertriebspartner { $id } kann nicht gelöscht werden: Er gehört nicht zu Ihrer Sandbox, oder er hat noch Kunden. Beenden Sie erst die Vertriebspartnerschaften mit seinen Kunden.
refusal-sandbox-reseller-refused = Vertriebspartner lassen sich nur in einer Sandbox anlegen. Verwenden Sie ein Sandbox-Konto bei einem Dienst, der als Sandbox läuft.
refusal-sandbox-reseller-conflict = Die Domäne { $domain } gehört einem anderen Mandanten. Wählen Sie ein anderes Domänenpräfix.
refusal-other-tenant = Sie sind mit einem Konto angemeldet, für das diese Einladung nicht bestimmt ist. { $has-domain ->
    [yes] Beantworten kann sie nur ein Administrator des Kunden mit der Domäne { $domain }.
   *[no] Beantworten kann sie nur ein Administrator des Kunden.
  } Melden Sie sich ab und mit einem solchen Konto wieder an.
refusal-user-name-taken = { $has-name ->
    [yes] Der Anmeldename { $name } ist vergeben.
   *[no] Der Anmeldename ist vergeben.
  } Wählen Sie einen anderen.
refusal-user-name-domain = Der Anmeldename muss mit einer der bestätigten Domänen des Mandanten enden. Berichtigen Sie den Teil nach dem @ oder fügen Sie die Domäne hinzu.
refusal-password-weak = Das Kennwort ist zu schwach. Es muss { $shortest } bis { $longest } Zeichen aus mindestens { $kinds } der vier Arten haben (Kleinbuchstaben, Großbuchstaben, Ziffern, andere) und darf den Anmeldenamen nicht enthalten.
refusal-last-global-admin = { $user } ist der letzte globale Administrator, der sich an diesem Mandanten anmelden kann. Geben Sie diese Rolle zuerst jemand anderem.
refusal-app-only-refused-licenses = Lizenzen lassen sich nur für angemeldete Benutzer lesen und zuweisen; ein Token allein für eine Anwendung genügt nicht. Melden Sie sich an und verwenden Sie ein Token, das den Benutzer nennt.
refusal-role-unknown = Es gibt keine Verzeichnisrolle { $id }. Die Liste der Verzeichnisrollen nennt die Kennungen.
refusal-too-many-to-sort = Es gibt mehr als { $most } Benutzer, zu viele, um nach diesem Feld zu sortieren. Sortieren Sie nach userPrincipalName, oder lassen Sie sortField weg.
refusal-license-unknown = Der Mandant hat keine Lizenzen von { $license } ({ $id }). Prüfen Sie die Id der SKU oder kaufen Sie das Produkt zuerst.
refusal-license-count = Von { $license } sind keine Plätze mehr frei. Kaufen Sie weitere oder heben Sie zuerst eine Zuweisung auf.
refusal-usage-location-missing = { $user } hat keinen Verwendungsstandort; ohne ihn lässt sich keine Lizenz zuweisen. Setzen Sie zuerst usageLocation.
refusal-plans-exclude = Die Dienstpläne { $plan } und { $other } schließen einander aus. Schalten Sie einen davon ab oder heben Sie die andere Zuweisung in derselben Anfrage auf.
refusal-plan-dependency = Der Dienstplan { $plan } braucht einen von: { $needs }. Schalten Sie diesen auch ein oder { $plan } ab.
refusal-plan-not-in-sku = Der Dienstplan { $plan } gehört nicht zu { $license }. Nehmen Sie ihn aus der Liste der abgeschalteten Pläne.
refusal-license-inherited = { $license } kommt über eine Gruppe zu diesem Benutzer. Nehmen Sie ihn aus der Gruppe oder die Lizenz von der Gruppe.
refusal-license-not-held = { $license } ist diesem Benutzer nicht zugewiesen und kann daher nicht entfernt werden. Lassen Sie die Lizenz weg.
refusal-member-already = { $user } ist bereits Mitglied der Gruppe. Es ist nichts zu tun.
refusal-group-licensed = Die Gruppe gibt ihren Mitgliedern noch Lizenzen. Entfernen Sie zuerst die Lizenzen der Gruppe, dann löschen Sie sie.
refusal-domain-unproved = Der Eintrag, der { $domain } nachweist, wurde im DNS nicht gefunden. Legen Sie einen TXT-Eintrag mit dem Text { $proof } an, warten Sie, bis er sichtbar ist, und bestätigen Sie erneut.
refusal-domain-fixed = { $domain } ist die erste oder die Standarddomäne des Mandanten und bleibt. Machen Sie zuerst eine andere zur Standarddomäne; die erste kann nicht entfernt werden.
refusal-domain-in-use = Die Domäne wird noch von Benutzern oder Gruppen verwendet. Benennen Sie diese zuerst um.
refusal-not-azure = Nur Azure-Abonnements werden registriert; { $id } ist keines. Es ist nichts zu tun.
refusal-already-activated = Das Abonnement { $id } braucht keine Aktivierung; es ist von Anfang an aktiv.
refusal-seed-refused = Der Anfangsbestand { $file } wurde nicht angelegt: { $reason }. Berichtigen Sie die Datei und senden Sie sie noch einmal.
refusal-not-built = { $operation } gibt es in diesem Center nicht. Die Seite /sandbox zeigt, was es gibt.
refusal-catalogue-refused = Die Katalogdatei { $file } wurde nicht übernommen: { $reason }. Nichts wurde geändert; berichtigen Sie die Datei und senden Sie sie noch einmal.
refusal-app-role-assigned = Diese Anwendung hat die Rolle { $role } der Ressource schon. Es ist nichts zu tun.
