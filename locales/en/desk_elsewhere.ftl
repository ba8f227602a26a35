# A move of a customer who is read at another service
desk-elsewhere-customers = Customers there
desk-elsewhere-none = The account has no customers there. Request a reseller relationship first.
desk-elsewhere-title = Read at { $account }
desk-elsewhere-intro = What the customer holds is read there now, and the move is carried out there.
desk-elsewhere-currency = Currency
desk-elsewhere-currency-hint = Three letters, such as EUR: that of the prices it is planned with. The service does not tell it.
desk-elsewhere-read = Read a customer at { $account }
desk-work-elsewhere = The customer is being read
