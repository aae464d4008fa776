import { createContext, useContext } from 'react';
import { nameInRoom } from '../format/name-in-room.ts';

/** The room whose cards are drawn below; without one, cards show whole names. */
export const RoomName = createContext<string | undefined>(undefined);

export const useNameInRoom = (name: string): string => nameInRoom(name, useContext(RoomName));
