import type { Seller } from '@mashang/contract'
import { useQuery } from '@tanstack/react-query'
import { reading } from '../api.ts'

/** The tax channel of an organization, as it is connected now; undefined while unknown or not connected. */
export function useChannel(organizationId: string): Seller['channel'] {
  const { data } = useQuery({ ...reading('GET /api/console/organizations', {}), staleTime: 60_000 })
  return data?.rows.find((row) => row.id === organizationId)?.seller?.channel
}

/** Whether what it issues is worth nothing: the simulated bureau, or a vendor's sandbox. */
export function isTest(channel: Seller['channel']): boolean {
  return channel !== undefined && channel !== 'nuonuo'
}
