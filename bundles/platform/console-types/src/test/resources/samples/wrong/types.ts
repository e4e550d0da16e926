export interface Contact {
  name: string;
  phone?: string;
}

export function contact(): Contact {
  return {
  name: 7,
  };
}
