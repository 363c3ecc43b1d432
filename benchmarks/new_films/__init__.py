"""How well films are served that a model was not trained with."""
