"""How near predicted stars come to those given, against peers tuned on people that no reported figure is about."""
