/// Sorts `items` so that `is_before` holds of no item and one in front of it; what is equal stays in order.
///
/// It takes the time that the sorts of the standard library take. Those are made anew for every type, some 3 KB each,
/// which is much for a page that has to be loaded; here only the moving of items is.
pub fn sort<T>(items: &mut Vec<T>, is_before: impl Fn(&T, &T) -> bool) {
    let order = {
        let items = &*items;
        order(items.len(), &|a, b| items.get(a).zip(items.get(b)).is_some_and(|(a, b)| is_before(a, b)))
    };
    let mut unplaced: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| unplaced.get_mut(at)?.take()));
}

/// The indices `0..n` in the order of what they stand for: runs of twice the length, merged from shorter ones.
fn order(n: usize, is_before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..n).collect();
    let mut length = 1;
    while length < n {
        let mut merged = Vec::with_capacity(n);
        for pair in sorted.chunks(2 * length) {
            let (mut left, mut right) = pair.split_at(length.min(pair.len()));
            while let (Some((&first, rest_left)), Some((&second, rest_right))) =
                (left.split_first(), right.split_first())
            {
                if is_before(second, first) {
                    merged.push(second);
                    right = rest_right;
                } else {
                    merged.push(first);
                    left = rest_left;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        sorted = merged;
        length *= 2;
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::sort;

    #[test]
    fn items_are_sorted_and_equal_ones_stay_in_order() {
        for n in 0..70_usize {
            let mut items: Vec<(usize, usize)> = (0..n).map(|at| (at * 7 % 11, at)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort(&mut items, |a, b| a.0 < b.0);
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn an_order_that_makes_no_sense_loses_nothing() {
        let mut items: Vec<usize> = (0..100).collect();
        sort(&mut items, |a, b| (a * 31 + b * 17) % 3 == 0);
        assert_eq!(items.iter().sum::<usize>(), 4950);
    }
}
