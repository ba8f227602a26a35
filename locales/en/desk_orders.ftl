# A new order on the dashboard: product, offer, seats, cart.

desk-column-now = Costs now
desk-column-price = Price of a seat
desk-list-price = list price { $price }
desk-column-whole-term = In the term
desk-filter-title = Contains
desk-said-cart-empty = The cart is empty; nothing was ordered.

desk-cart-title = Cart
desk-cart-lines = Lines
desk-cart-lead-product = Choose a product of the customer's catalogue.
desk-cart-lead-offer = Choose an offer with its term and billing.
desk-cart-lead-ready = Nothing is ordered yet.
desk-cart-lead-wrong = Nothing can be ordered like this: remove the lines with which something is wrong.
desk-cart-lead-ordered = This cart is ordered.
desk-cart-no-terms = Nothing of it can be bought for this customer today.
desk-cart-terms = Offers
desk-cart-back = To the cart
desk-cart-other = Another product
desk-cart-name = Name of the subscription
desk-cart-end = End of the first term
desk-cart-end-hint = It is paid for only until then.
desk-cart-end-full = After the whole term
desk-cart-end-subscription = { $day }, with another subscription
desk-cart-end-month = { $day }, at the end of the month
desk-cart-add = Add to cart
desk-cart-more = Another line
desk-cart-remove = Remove { $name }
desk-cart-sums = Sum
desk-cart-now = Costs now
desk-cart-whole-term = In the whole first term
desk-cart-checkout = Order
desk-cart-ask = Order this cart?
desk-cart-effect-customer = { $customer } gets:
desk-cart-effect-line = { $count ->
    [one] One seat
   *[other] { $count } seats
  } of { $name }, { $term }, billed { $billing }: { $cost } now.
desk-cart-effect-now = { $cost } are charged now.
desk-cart-effect-term = In the whole first term it is { $cost }.
desk-cart-effect-back = It can be cancelled only in the window after the purchase, and after that ends with its term.
desk-cart-partly = { $count ->
    [one] One order was placed
   *[other] { $count } orders were placed
  }; what stands below was not.
