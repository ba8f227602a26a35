# Konten bei anderen Diensten
desk-accounts = Konten bei anderen Diensten
desk-accounts-lead = Mit einem Konto werden Umzüge bei einem anderen Dienst ausgeführt: im echten Partner Center oder in einem anderen Center.
desk-no-accounts = Es gibt kein Konto. Jeder Umzug wird in diesem Center ausgeführt. Fügen Sie ein Konto hinzu, um Umzüge bei einem anderen Dienst auszuführen.
desk-account-add = Konto hinzufügen
desk-account-intro = Das Konto gehört zu Ihrem eigenen Mandanten bei dem anderen Dienst. Die Zugangsdaten werden verschlüsselt aufbewahrt und nie wieder gezeigt, auch Ihnen nicht.
desk-account-change = Konto ändern
desk-account-change-intro = Was Sie ändern, gilt für jeden Umzug, der dort ausgeführt wird, ab seinem nächsten Schritt. Proben Sie das Konto danach.
desk-account-test = Jetzt proben
desk-account-remove = Konto entfernen
desk-account-back = Zurück zum Konto

# Seine Felder
desk-account-field-name = Name
desk-account-hint-name = Wie Sie es nennen, etwa Live.
desk-account-field-tenant = Ihr Mandant dort
desk-account-hint-tenant = Eine GUID oder eine seiner Domänen.
desk-account-field-client-id = Anwendung dort
desk-account-hint-client-id = Die Client-Id der Anwendung, die in Ihrem Mandanten dort registriert ist.
desk-account-field-client-secret = Geheimnis der Anwendung
desk-account-hint-client-secret = Keines, wenn die Anwendung ein öffentlicher Client ist.
desk-account-field-refresh-token = Refresh-Token
desk-account-hint-refresh-token = Was die Anmeldung Ihres Benutzers ergeben hat (sicheres Anwendungsmodell). Ohne ihn meldet sich die Anwendung allein an und darf nicht alles, was ein Umzug braucht.
desk-account-hint-stays = Bleibt das Feld leer, bleibt es dabei.
desk-account-field-partner-center = Partner-Center-API
desk-account-field-graph = Graph
desk-account-field-login = Anmeldung
desk-account-hint-address = Bleibt das Feld leer: { $address }

# Was von ihm bekannt ist
desk-account-kind = Angemeldet als
desk-account-kind-application = eine Anwendung allein
desk-account-kind-user = ein Benutzer über eine Anwendung
desk-account-key = Verschlüsselt mit dem Schlüssel
desk-account-made = Hinzugefügt
desk-account-renewed = Zugangsdaten vom
desk-account-tested = Letzte Probe
desk-account-works = geht
desk-account-fails = geht nicht
desk-account-untested = nicht geprobt
desk-account-found-organization = Es geht: Anmelden und Lesen waren möglich. Nach Angabe des Dienstes gehört das Konto zu { $organization }.
desk-account-found-works = Bei der letzten Probe ging es: Anmelden und Lesen waren möglich.
desk-account-found-problem = Bei der letzten Probe ging es nicht: { $problem }
desk-account-found-nothing = Seit der letzten Änderung wurde es nicht geprobt. Proben Sie es, bevor dort ein Umzug ausgeführt wird.
desk-column-service = Dienst
desk-column-tenant = Mandant
desk-column-test = Letzte Probe
desk-column-tested = Geprobt
desk-work-account = Das Konto wird geprobt

# Was getan wurde, und was vorher gefragt wird
desk-said-account-made = Das Konto wurde hinzugefügt. Proben Sie es jetzt.
desk-said-account-removed = Das Konto wurde entfernt.
desk-ask-account-remove = Das Konto { $name } entfernen?
desk-effect-account-gone = Die Zugangsdaten werden hier gelöscht. Dort kann kein Umzug mehr ausgeführt werden und keine Kampagne einen beginnen, es sei denn, Sie fügen das Konto neu hinzu.
desk-effect-account-moves = Es wird nur entfernt, wenn dort kein offener Umzug ausgeführt wird. Beendete Umzüge behalten ihr Journal und ihre Nachweise.
desk-effect-account-there = Bei dem Dienst ändert sich nichts. Braucht niemand mehr das Geheimnis der Anwendung und die Zustimmung des Benutzers, nehmen Sie beides dort zurück.

# Wo ein Umzug ausgeführt wird
desk-field-account = Wo er ausgeführt wird
desk-field-account-hint = In diesem Center oder mit einem Ihrer Konten bei einem anderen Dienst.
