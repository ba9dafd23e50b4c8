use std::cmp::Ordering;

/// `items` in order.
pub fn sorted<T: Ord>(items: Vec<T>) -> Vec<T> {
    sorted_by(items, T::cmp)
}

/// `items` in the order of `compare`; those that it takes for equal stay in the order in which they are.
///
/// The standard library's sorts are 4 KB of the page for each type that is sorted. Here they are there once: what is
/// sorted are always indices.
pub fn sorted_by<T>(items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = order(items.len(), &|one, other| match (items.get(one), items.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        (_, None) | (None, Some(_)) => Ordering::Equal,
    });
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| items.get_mut(at)?.take()).collect()
}

/// The indices of `len` items in the order of `compare`.
fn order(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_unstable_by(|one, other| compare(*one, *other).then(one.cmp(other)));
    order
}

#[cfg(test)]
mod tests {
    use super::{sorted, sorted_by};

    #[test]
    fn what_is_equal_stays_in_its_order() {
        let words = vec!["bb", "a", "cc", "b", "", "aa"];
        assert_eq!(sorted(words.clone()), ["", "a", "aa", "b", "bb", "cc"]);
        assert_eq!(
            sorted_by(words, |one, other| one.len().cmp(&other.len())),
            ["", "a", "b", "bb", "cc", "aa"]
        );
        assert!(sorted(Vec::<u8>::new()).is_empty());
    }

    #[test]
    fn every_item_is_there_once() {
        let numbers: Vec<u32> = (0..1000).map(|number| number * 7919 % 1000).collect();
        assert_eq!(sorted(numbers), (0..1000).collect::<Vec<_>>());
    }
}
