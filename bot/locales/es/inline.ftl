## Modo en línea: el nombre del bot y una película, en cualquier chat

inline-match = { $match } % para ti
inline-invitation = Puntúa unas películas y verás cuánto te encajan
