## Inline mode: the bot's name and a film, typed in any chat

inline-match = { $match } % for you
inline-invitation = Rate a few films for your own match
