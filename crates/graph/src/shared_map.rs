use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

/// A map from names whose copies share what they have in common, so that a copy costs nothing.
///
/// Every stage that is built on another starts with a copy of its variables. A file may hold many of both, and
/// the time to read it must not grow with their product.
#[derive(Clone, Debug)]
pub(crate) struct SharedMap<V> {
    root: Option<Rc<Node<V>>>,
}

#[derive(Debug)]
enum Node<V> {
    /// All entries whose names have the same hash; in practice one.
    Leaf { hash: u64, entries: Vec<(Rc<str>, V)> },
    /// Two halves, by the bit of the hash that the depth of the node selects.
    Branch { zeros: Option<Rc<Node<V>>>, ones: Option<Rc<Node<V>>> },
}

impl<V> Default for SharedMap<V> {
    fn default() -> Self {
        Self { root: None }
    }
}

impl<V: Clone> SharedMap<V> {
    /// The value of `name`.
    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        let hash = hash_of(name);
        let mut node = self.root.as_deref();
        let mut depth = 0;
        while let Some(Node::Branch { zeros, ones }) = node {
            node = if bit(hash, depth) { ones.as_deref() } else { zeros.as_deref() };
            depth += 1;
        }
        match node? {
            Node::Leaf { entries, .. } => {
                entries.iter().find(|(key, _)| &**key == name).map(|(_, value)| value)
            }
            Node::Branch { .. } => None,
        }
    }

    /// Gives `name` the value `value` in this copy.
    pub(crate) fn insert(&mut self, name: &str, value: V) {
        let leaf = Node::Leaf { hash: hash_of(name), entries: vec![(name.into(), value)] };
        self.root = Some(Rc::new(with(self.root.as_deref(), 0, leaf)));
    }
}

/// `node` with the entries of `leaf`; `depth` is that of `node`.
fn with<V: Clone>(node: Option<&Node<V>>, depth: u32, leaf: Node<V>) -> Node<V> {
    match (node, leaf) {
        (None, leaf) => leaf,
        (Some(Node::Leaf { hash: old, entries: before }), Node::Leaf { hash, entries }) if *old == hash => {
            let is_replaced = |key: &Rc<str>| entries.iter().any(|(name, _)| name == key);
            let kept = before.iter().filter(|(key, _)| !is_replaced(key)).cloned();
            Node::Leaf { hash, entries: kept.chain(entries.iter().cloned()).collect() }
        }
        (Some(Node::Leaf { hash, entries }), leaf) => {
            let old = Rc::new(Node::Leaf { hash: *hash, entries: entries.clone() });
            let half = if bit(*hash, depth) {
                Node::Branch { zeros: None, ones: Some(old) }
            } else {
                Node::Branch { zeros: Some(old), ones: None }
            };
            with(Some(&half), depth, leaf)
        }
        (Some(Node::Branch { zeros, ones }), leaf) => {
            if bit(leaf.hash(), depth) {
                let ones = Some(Rc::new(with(ones.as_deref(), depth + 1, leaf)));
                Node::Branch { zeros: zeros.clone(), ones }
            } else {
                let zeros = Some(Rc::new(with(zeros.as_deref(), depth + 1, leaf)));
                Node::Branch { zeros, ones: ones.clone() }
            }
        }
    }
}

impl<V> Node<V> {
    fn hash(&self) -> u64 {
        match self {
            Self::Leaf { hash, .. } => *hash,
            Self::Branch { .. } => 0,
        }
    }
}

fn hash_of(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

fn bit(hash: u64, depth: u32) -> bool {
    hash >> depth & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::SharedMap;

    #[test]
    fn a_copy_keeps_what_it_had() {
        let mut map = SharedMap::default();
        for number in 0..1000 {
            map.insert(&format!("name{number}"), number);
        }
        let copy = map.clone();
        map.insert("name7", 0);
        map.insert("new", 1);
        assert_eq!((map.get("name7"), copy.get("name7")), (Some(&0), Some(&7)));
        assert_eq!((map.get("new"), copy.get("new")), (Some(&1), None));
        assert!((0..1000).all(|number| copy.get(&format!("name{number}")) == Some(&number)));
    }
}
