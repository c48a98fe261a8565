// Where the names of nodes have room: the larger node first, its name at the right, left, below or above, within the picture; else none.
"use strict";
window.roomForNames = (nodes, width) => {
  const taken = nodes.map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }));
  const isFree = (box, own) => box.left >= 0 && box.right <= width && taken.every((one, at) => at === own || one.left >= box.right || one.right <= box.left || one.top >= box.bottom || one.bottom <= box.top);
  const spots = new Array(nodes.length).fill(null);
  nodes.map((_, at) => at).sort((one, other) => nodes[other].r - nodes[one].r).forEach((at) => {
    const { x, y, r, wide, high } = nodes[at];
    if (!wide) return;
    const boxes = [[x + r + 3, y - high / 2], [x - r - 3 - wide, y - high / 2], [x - wide / 2, y + r + 1], [x - wide / 2, y - r - 1 - high]]
      .map(([left, top]) => ({ left, top, right: left + wide, bottom: top + high }));
    const box = boxes.find((one) => isFree(one, at));
    if (!box) return;
    taken.push(box);
    spots[at] = { x: box.left, y: box.bottom - high * 0.25 };
  });
  return spots;
};
