"""The crisis front door: plain WSGI around Django, standard library only (D3, decision 0009)."""

from crisis.front_door.door import FrontDoor

__all__ = ["FrontDoor"]
