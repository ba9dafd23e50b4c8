use std::cmp::Ordering;
use std::mem;
use std::rc::Rc;

use crate::file_tree::Node;
use crate::key::Key;

/// What is in a directory, by name, in the order of the names' bytes.
///
/// It is a treap: a search tree by name in which the hash of a name decides what stands above what, so that it stays
/// balanced by chance. Copies share what they have in common, and a change costs the logarithm of the number of names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Children {
    top: Link,
    total: Total,
}

/// What all children together are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Total {
    /// Stands for their names and contents.
    pub(crate) content: Key,
    /// How many entries there are, those in directories among them.
    pub(crate) n_entries: usize,
    /// How many of these are symbolic links.
    pub(crate) n_links: usize,
}

type Link = Option<Rc<Branch>>;

#[derive(Clone, Debug)]
struct Branch {
    name: Rc<str>,
    node: Node,
    /// No child has a higher one.
    priority: Key,
    left: Link,
    right: Link,
}

impl Children {
    pub(crate) fn is_empty(&self) -> bool {
        self.top.is_none()
    }

    pub(crate) fn total(&self) -> Total {
        self.total
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        let mut link = &self.top;
        while let Some(branch) = link {
            link = match name.cmp(&branch.name) {
                Ordering::Less => &branch.left,
                Ordering::Equal => return Some(&branch.node),
                Ordering::Greater => &branch.right,
            };
        }
        None
    }

    /// Puts `node` at `name`.
    pub(crate) fn insert(&mut self, name: &str, node: Node) {
        self.total.add(name, &node);
        if let Some(old) = insert(&mut self.top, name, node) {
            self.total.subtract(name, &old);
        }
    }

    /// Takes out what is at `name`, to be put back with [`Children::insert`], so that nothing else shares it.
    pub(crate) fn take(&mut self, name: &str) -> Option<Node> {
        let node = mem::replace(find_mut(&mut self.top, name)?, Node::placeholder());
        self.total.subtract(name, &node);
        self.total.add(name, &Node::placeholder());
        Some(node)
    }

    /// Takes away what is at `name`, if anything, and says whether there was.
    pub(crate) fn remove(&mut self, name: &str) -> bool {
        // Without the look, removing what is not there would copy what is shared.
        let is_there = self.get(name).is_some();
        if is_there && let Some(old) = remove(&mut self.top, name) {
            self.total.subtract(name, &old);
        }
        is_there
    }

    /// The children whose names start with `prefix`, in the order of their names.
    pub(crate) fn starting_with<'a, 'p>(
        &'a self,
        prefix: &'p str,
    ) -> impl Iterator<Item = (&'a str, &'a Node)> + use<'a, 'p> {
        let mut iter = Iter { ahead: Vec::new() };
        let mut link = &self.top;
        while let Some(branch) = link {
            link = if *branch.name < *prefix {
                &branch.right
            } else {
                iter.ahead.push(branch);
                &branch.left
            };
        }
        iter.take_while(move |(name, _)| name.starts_with(prefix))
    }

    pub(crate) fn iter(&self) -> Iter<'_> {
        let mut iter = Iter { ahead: Vec::new() };
        iter.push(&self.top);
        iter
    }
}

/// The children in the order of their names.
pub(crate) struct Iter<'a> {
    /// Each stands before the one that was pushed before it.
    ahead: Vec<&'a Branch>,
}

impl<'a> Iter<'a> {
    fn push(&mut self, mut link: &'a Link) {
        while let Some(branch) = link {
            self.ahead.push(branch);
            link = &branch.left;
        }
    }
}

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a Node);

    fn next(&mut self) -> Option<Self::Item> {
        let branch = self.ahead.pop()?;
        self.push(&branch.right);
        Some((&branch.name, &branch.node))
    }
}

impl Total {
    fn add(&mut self, name: &str, node: &Node) {
        let inner = node.total();
        self.content = self.content.plus(Key::of(("child", name, node.content)));
        self.n_entries = self.n_entries.wrapping_add(inner.n_entries);
        self.n_links = self.n_links.wrapping_add(inner.n_links);
    }

    fn subtract(&mut self, name: &str, node: &Node) {
        let inner = node.total();
        self.content = self.content.minus(Key::of(("child", name, node.content)));
        self.n_entries = self.n_entries.wrapping_sub(inner.n_entries);
        self.n_links = self.n_links.wrapping_sub(inner.n_links);
    }
}

/// Puts `node` at `name` below `link` and returns what was there.
fn insert(link: &mut Link, name: &str, node: Node) -> Option<Node> {
    let Some(shared) = link else {
        let priority = Key::of(("priority", name));
        *link = Some(Rc::new(Branch { name: name.into(), node, priority, left: None, right: None }));
        return None;
    };
    let branch = Rc::make_mut(shared);
    match name.cmp(&branch.name) {
        Ordering::Equal => Some(mem::replace(&mut branch.node, node)),
        Ordering::Less => {
            let old = insert(&mut branch.left, name, node);
            if is_above(branch.left.as_ref(), branch.priority) {
                turn(link, |branch| &mut branch.left, |branch| &mut branch.right);
            }
            old
        }
        Ordering::Greater => {
            let old = insert(&mut branch.right, name, node);
            if is_above(branch.right.as_ref(), branch.priority) {
                turn(link, |branch| &mut branch.right, |branch| &mut branch.left);
            }
            old
        }
    }
}

fn is_above(link: Option<&Rc<Branch>>, priority: Key) -> bool {
    link.is_some_and(|branch| branch.priority > priority)
}

/// Lets the child at `side` of `link` change places with it.
fn turn(link: &mut Link, side: fn(&mut Branch) -> &mut Link, other: fn(&mut Branch) -> &mut Link) {
    let Some(mut lower) = link.take() else { return };
    let branch = Rc::make_mut(&mut lower);
    let mut upper = side(branch).take();
    if let Some(upper) = &mut upper {
        let upper = Rc::make_mut(upper);
        *side(branch) = other(upper).take();
        *other(upper) = Some(lower);
    }
    *link = upper;
}

/// What is at `name` below `link`, in branches that nothing else shares.
fn find_mut<'a>(mut link: &'a mut Link, name: &str) -> Option<&'a mut Node> {
    while let Some(shared) = link {
        let branch = Rc::make_mut(shared);
        link = match name.cmp(&branch.name) {
            Ordering::Less => &mut branch.left,
            Ordering::Equal => return Some(&mut branch.node),
            Ordering::Greater => &mut branch.right,
        };
    }
    None
}

/// Takes away and returns what is at `name` below `link`.
fn remove(link: &mut Link, name: &str) -> Option<Node> {
    let branch = Rc::make_mut(link.as_mut()?);
    match name.cmp(&branch.name) {
        Ordering::Less => remove(&mut branch.left, name),
        Ordering::Greater => remove(&mut branch.right, name),
        Ordering::Equal => {
            let (left, right) = (branch.left.take(), branch.right.take());
            let removed = mem::replace(link, merge(left, right))?;
            Some(Rc::unwrap_or_clone(removed).node)
        }
    }
}

/// All that is below `left` and `right`, where every name of `left` stands before every one of `right`.
fn merge(left: Link, right: Link) -> Link {
    match (left, right) {
        (None, link) | (link, None) => link,
        (Some(mut left), Some(mut right)) => {
            if left.priority > right.priority {
                let branch = Rc::make_mut(&mut left);
                branch.right = merge(branch.right.take(), Some(right));
                Some(left)
            } else {
                let branch = Rc::make_mut(&mut right);
                branch.left = merge(Some(left), branch.left.take());
                Some(right)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Children, Link};
    use crate::Entry;
    use crate::file_tree::Node;

    fn node(text: &str) -> Node {
        Node::new(Some(Entry::file(text.as_bytes(), 0o644)), Children::default())
    }

    /// How many branches stand above each other at most.
    fn height(link: &Link) -> usize {
        link.as_ref().map_or(0, |branch| 1 + height(&branch.left).max(height(&branch.right)))
    }

    #[test]
    fn a_copy_keeps_what_it_had() {
        let mut children = Children::default();
        for number in 0..1000 {
            children.insert(&number.to_string(), node("old"));
        }
        let copy = children.clone();
        children.insert("7", node("new"));
        assert!(children.remove("8") && !children.remove("8"));
        assert_ne!(children.get("7").unwrap().content, copy.get("7").unwrap().content);
        assert!(children.get("8").is_none() && copy.get("8").is_some());
        assert_eq!((children.iter().count(), copy.iter().count()), (999, 1000));
    }

    #[test]
    fn names_come_in_order_and_stay_balanced() {
        let mut children = Children::default();
        for number in 0..100_000 {
            children.insert(&format!("{number:06}"), node("x"));
        }
        let names: Vec<_> = children.iter().map(|(name, _)| name).collect();
        assert!(names.is_sorted() && names.len() == 100_000);
        assert!(height(&children.top) < 60, "{}", height(&children.top));
        let found: Vec<_> = children.starting_with("00123").map(|(name, _)| name).collect();
        assert_eq!((found.len(), found[0]), (10, "001230"));
    }

    #[test]
    fn the_total_does_not_depend_on_the_way_there() {
        let mut one = Children::default();
        let mut two = Children::default();
        for name in ["a", "b", "c", "d"] {
            one.insert(name, node(name));
        }
        for name in ["d", "x", "b", "a", "c", "b"] {
            two.insert(name, node(name));
        }
        assert_ne!(one.total(), two.total());
        two.remove("x");
        assert_eq!(one.total(), two.total());
        assert_eq!(one.total().n_entries, 4);
    }
}
