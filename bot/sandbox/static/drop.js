// Drag and drop of one file onto the conversation.

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");

/** Shows `cover` while a file is held over `area`, and hands a dropped one to `onFile`. */
export function setUpDrop({ area, cover, onFile }) {
  let depth = 0; // enter and leave fire for every child the pointer crosses
  const leave = () => {
    depth = 0;
    cover.hidden = true;
  };
  area.addEventListener("dragenter", (event) => {
    if (!carriesFiles(event)) return;
    depth += 1;
    cover.hidden = false;
  });
  area.addEventListener("dragleave", (event) => {
    if (!carriesFiles(event)) return;
    depth -= 1;
    if (depth <= 0) leave();
  });
  area.addEventListener("dragover", (event) => {
    if (carriesFiles(event)) event.preventDefault();
  });
  area.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    leave();
    onFile(event.dataTransfer.files[0]);
  });
}
