use std::rc::Rc;

use crate::value::Value;

/// The items of a list in the order of their keys, whose copies share what they have in common.
///
/// A list of variables is copied for every command, changed in one place between two of them, and compared as a
/// whole. So it is a search tree (a treap) of which a change copies one path, and each part of it knows a number
/// that is equal for equal lists, however the tree happens to be shaped.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sequence {
    root: Option<Rc<Node>>,
}

/// One variable of a list.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) name: Rc<str>,
    pub(crate) value: Value,
    /// Stands for the name and the value.
    pub(crate) hash: u64,
}

#[derive(Clone, Debug)]
struct Node {
    key: u64,
    item: Item,
    left: Option<Rc<Node>>,
    right: Option<Rc<Node>>,
    digest: Digest,
}

/// Stands for a list: the hashes of its items as the digits of a number, and the weight of a digit in front of
/// them. Both wrap around.
#[derive(Clone, Copy, Debug)]
struct Digest {
    digits: u64,
    weight: u64,
}

/// The base of that number: odd, so that no digit is lost.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

impl Digest {
    const EMPTY: Self = Self { digits: 0, weight: 1 };

    fn of(item: &Item) -> Self {
        Self { digits: item.hash, weight: BASE }
    }

    fn then(self, next: Self) -> Self {
        Self {
            digits: self.digits.wrapping_mul(next.weight).wrapping_add(next.digits),
            weight: self.weight.wrapping_mul(next.weight),
        }
    }
}

impl Node {
    fn new(key: u64, item: Item, left: Option<Rc<Self>>, right: Option<Rc<Self>>) -> Rc<Self> {
        let digest = digest(left.as_deref()).then(Digest::of(&item)).then(digest(right.as_deref()));
        Rc::new(Self { key, item, left, right, digest })
    }
}

fn digest(node: Option<&Node>) -> Digest {
    node.map_or(Digest::EMPTY, |node| node.digest)
}

/// What keeps the tree low: the node with the highest of these numbers is on top.
fn priority(key: u64) -> u64 {
    let mixed = (key ^ (key >> 31)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9)
}

impl Sequence {
    /// A number that is equal for equal lists, and different for different ones but for a chance of one in 2^64.
    pub(crate) fn digest(&self) -> u64 {
        let Digest { digits, weight } = digest(self.root.as_deref());
        digits ^ weight
    }

    /// Puts `item` where `key` belongs; no item has this key yet.
    pub(crate) fn insert(&mut self, key: u64, item: Item) {
        let (left, right) = split(self.root.as_ref(), key);
        let middle = Node::new(key, item, None, None);
        self.root = join(join(left, Some(middle)), right);
    }

    /// Takes the item with `key` away.
    pub(crate) fn remove(&mut self, key: u64) {
        let (left, rest) = split(self.root.as_ref(), key);
        let (_, right) = split(rest.as_ref(), key.saturating_add(1));
        self.root = join(left, right);
    }

    /// The items in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Item> {
        let mut waiting: Vec<&Node> = Vec::new();
        let mut next = self.root.as_deref();
        std::iter::from_fn(move || {
            while let Some(node) = next {
                waiting.push(node);
                next = node.left.as_deref();
            }
            let node = waiting.pop()?;
            next = node.right.as_deref();
            Some(&node.item)
        })
    }
}

/// The parts of a tree with keys less than `key`, and the others.
fn split(node: Option<&Rc<Node>>, key: u64) -> (Option<Rc<Node>>, Option<Rc<Node>>) {
    let Some(node) = node else { return (None, None) };
    if node.key < key {
        let (middle, right) = split(node.right.as_ref(), key);
        if right.is_none() {
            return (Some(Rc::clone(node)), None);
        }
        (Some(Node::new(node.key, node.item.clone(), node.left.clone(), middle)), right)
    } else {
        let (left, middle) = split(node.left.as_ref(), key);
        if left.is_none() {
            return (None, Some(Rc::clone(node)));
        }
        (left, Some(Node::new(node.key, node.item.clone(), middle, node.right.clone())))
    }
}

/// One tree of two, where all keys of `left` are less than those of `right`.
fn join(left: Option<Rc<Node>>, right: Option<Rc<Node>>) -> Option<Rc<Node>> {
    match (left, right) {
        (None, tree) | (tree, None) => tree,
        (Some(left), Some(right)) => Some(if priority(left.key) > priority(right.key) {
            let below = join(left.right.clone(), Some(right));
            Node::new(left.key, left.item.clone(), left.left.clone(), below)
        } else {
            let below = join(Some(left), right.left.clone());
            Node::new(right.key, right.item.clone(), below, right.right.clone())
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, Sequence};
    use crate::value::Value;

    fn item(name: &str, hash: u64) -> Item {
        Item { name: name.into(), value: Value::Known("".into()), hash }
    }

    fn names(list: &Sequence) -> String {
        list.iter().map(|item| &*item.name).collect()
    }

    #[test]
    fn items_stand_in_the_order_of_their_keys() {
        let mut list = Sequence::default();
        for (key, name) in [(5, "c"), (1, "a"), (3, "b"), (9, "d")] {
            list.insert(key, item(name, key));
        }
        let copy = list.clone();
        list.remove(3);
        list.remove(4);
        assert_eq!((names(&list), names(&copy)), ("acd".to_owned(), "abcd".to_owned()));
    }

    #[test]
    fn equal_lists_have_equal_digests_whatever_their_keys() {
        let list = |keys: &[u64]| {
            let mut list = Sequence::default();
            for (key, hash) in keys.iter().zip(100..) {
                list.insert(*key, item("x", hash));
            }
            list
        };
        let numbers: Vec<u64> = (0..500).collect();
        let spread: Vec<u64> = (0..500).map(|key| key * 7 + 3).collect();
        assert_eq!(list(&numbers).digest(), list(&spread).digest());
        assert_ne!(list(&[1, 2]).digest(), list(&[2, 1]).digest());
        assert_ne!(list(&[1]).digest(), Sequence::default().digest());
        let mut shorter = list(&[1, 2, 3]);
        shorter.remove(3);
        assert_eq!(shorter.digest(), list(&[1, 2]).digest());
    }

    #[test]
    fn a_long_list_is_walked_without_recursion_to_its_length() {
        let mut list = Sequence::default();
        for key in 0..100_000 {
            list.insert(key, item("x", key));
        }
        assert_eq!(list.iter().count(), 100_000);
    }
}
