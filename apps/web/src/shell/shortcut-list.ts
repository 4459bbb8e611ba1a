/** Every key but those of a message, which messaging/message.ts lists: what the dialog of shortcuts shows. */
export const shortcuts = {
  anywhere: [
    { keys: ['?'], id: 'shortcuts.help' },
    { keys: ['Ctrl', '/'], id: 'shortcuts.help' },
    { keys: ['Ctrl', 'K'], id: 'shortcuts.palette' },
    { keys: ['/'], id: 'find.key' },
    { keys: ['Alt', '↑'], id: 'shortcuts.previous' },
    { keys: ['Alt', '↓'], id: 'shortcuts.next' },
    { keys: ['Alt', 'N'], id: 'shortcuts.new' },
    { keys: ['Alt', 'R'], id: 'request.key' },
    { keys: ['Alt', 'G'], id: 'register.key' },
    { keys: ['Alt', 'L'], id: 'shortcuts.lock' },
    { keys: ['Ctrl', 'Z'], id: 'talk-key.undo' },
    { keys: ['Esc'], id: 'shortcuts.back' },
  ],
  writing: [
    { keys: ['Enter'], id: 'shortcuts.send' },
    { keys: ['Shift', 'Enter'], id: 'shortcuts.newline' },
    { keys: ['@'], id: 'talk-key.mention' },
    { keys: ['↑'], id: 'talk-key.edit-last' },
    { keys: ['Page Up'], id: 'talk-key.to-messages' },
    { keys: ['Esc'], id: 'talk-key.cancel' },
  ],
  reading: [
    { keys: ['Page Up'], id: 'shortcuts.message-up' },
    { keys: ['Page Down'], id: 'shortcuts.message-down' },
    { keys: ['.'], id: 'talk-key.menu' },
    { keys: ['Esc'], id: 'talk-key.to-writing' },
  ],
} as const;
