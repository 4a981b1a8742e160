/**
 * Where a key leads in the tree: right to a child (the one on the strongest path first), left to the parent, up and
 * down within a level, Home to the start, End to the best so far. Null where a key leads nowhere.
 */
import type { DrawnNode, TreePicture } from './tree-picture';

export function nodeAfterKey(picture: TreePicture, from: string, key: string): string | null {
  const node = picture.byId.get(from);
  if (!node) return null;
  switch (key) {
    case 'ArrowRight':
      return childOf(picture, from);
    case 'ArrowLeft':
      return picture.parents.get(from) ?? null;
    case 'ArrowUp':
      return neighbour(picture, node, -1);
    case 'ArrowDown':
      return neighbour(picture, node, 1);
    case 'Home':
      return picture.nodes.find((other) => other.level === 1)?.id ?? null;
    case 'End':
      return picture.lead;
    default:
      return null;
  }
}

function childOf(picture: TreePicture, from: string): string | null {
  const children = picture.nodes.filter((node) => picture.parents.get(node.id) === from);
  const best =
    children.find((node) => node.onPath) ?? children.find((node) => node.status === 'kept') ?? children[0];
  return best?.id ?? null;
}

function neighbour(picture: TreePicture, node: DrawnNode, by: 1 | -1): string | null {
  const column = picture.nodes.filter((other) => other.level === node.level).sort((a, b) => a.y - b.y);
  return column[column.indexOf(node) + by]?.id ?? null;
}
