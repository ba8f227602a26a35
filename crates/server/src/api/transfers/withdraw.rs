//! The source of a legacy transfer takes it back; afterwards there is nothing here any more.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::transfers::WithdrawTransfer;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let command = WithdrawTransfer {
        customer_id: ask.id(0),
        id: ask.id(1),
    };
    ask.write(command, |_| Answer::nothing()).await
}
