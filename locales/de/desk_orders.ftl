# Eine neue Bestellung auf dem Dashboard: Produkt, Angebot, Plätze, Warenkorb.

desk-column-now = Kostet jetzt
desk-column-price = Preis je Platz
desk-list-price = Listenpreis { $price }
desk-column-whole-term = In der Laufzeit
desk-filter-title = Enthält
desk-said-cart-empty = Der Warenkorb ist leer; es wurde nichts bestellt.

desk-cart-title = Warenkorb
desk-cart-lines = Zeilen
desk-cart-lead-product = Wählen Sie ein Produkt aus dem Katalog des Kunden.
desk-cart-lead-offer = Wählen Sie ein Angebot mit Laufzeit und Abrechnung.
desk-cart-lead-ready = Noch ist nichts bestellt.
desk-cart-lead-wrong = So kann nichts bestellt werden: Entfernen Sie die Zeilen, an denen etwas nicht stimmt.
desk-cart-lead-ordered = Dieser Warenkorb ist bestellt.
desk-cart-no-terms = Davon ist für diesen Kunden heute nichts zu kaufen.
desk-cart-terms = Angebote
desk-cart-back = Zum Warenkorb
desk-cart-other = Ein anderes Produkt
desk-cart-name = Name des Abonnements
desk-cart-end = Ende der ersten Laufzeit
desk-cart-end-hint = Bezahlt wird nur bis dahin.
desk-cart-end-full = Nach der ganzen Laufzeit
desk-cart-end-subscription = { $day }, mit einem anderen Abonnement
desk-cart-end-month = { $day }, am Ende des Monats
desk-cart-add = In den Warenkorb
desk-cart-more = Weitere Zeile
desk-cart-remove = { $name } entfernen
desk-cart-sums = Summe
desk-cart-now = Kostet jetzt
desk-cart-whole-term = In der ganzen ersten Laufzeit
desk-cart-checkout = Bestellen
desk-cart-ask = Diesen Warenkorb bestellen?
desk-cart-effect-customer = { $customer } bekommt:
desk-cart-effect-line = { $count ->
    [one] Einen Platz
   *[other] { $count } Plätze
  } von { $name }, { $term }, Abrechnung { $billing }: jetzt { $cost }.
desk-cart-effect-now = Berechnet werden jetzt { $cost }.
desk-cart-effect-term = In der ganzen ersten Laufzeit sind es { $cost }.
desk-cart-effect-back = Storniert werden kann nur in der Frist nach dem Kauf, danach erst zum Ende der Laufzeit gekündigt.
desk-cart-partly = { $count ->
    [one] Eine Bestellung wurde aufgegeben
   *[other] { $count } Bestellungen wurden aufgegeben
  }; was unten steht, nicht.
