//! Text from outside: cleaning it on the way in, folding it to compare, escaping it on the way out.
